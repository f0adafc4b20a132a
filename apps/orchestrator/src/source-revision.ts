import { spawn } from 'node:child_process';
import { createHash, type Hash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { lstat, readlink } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';

/**
 * Which revision of the platform repository is deployed: CodeBuild's word for it, or Git's. Where the checkout has
 * changes of its own, their digest follows (`4f0c2d1…+changes.9a3e…`), so that two such checkouts are told apart.
 * Null where neither knows. It writes nothing, the index included.
 */
export async function sourceRevision(
  source: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string | null> {
  const resolved = environment['CODEBUILD_RESOLVED_SOURCE_VERSION'];
  if (resolved) return resolved;
  const git = (...args: string[]) => readGit(source, { ...environment, GIT_OPTIONAL_LOCKS: '0' }, args);
  try {
    const head = (await text(git('rev-parse', '--verify', 'HEAD'))).trim();
    const hash = createHash('sha256');
    // A patch of binary files has their blob ids, which tell them apart; their bytes would only take time.
    const patch = git(
      'diff',
      '--no-ext-diff',
      '--no-textconv',
      '--no-color',
      '--full-index',
      'HEAD',
      '--',
      '.',
    );
    const changed = await update(hash, patch);
    const added = await text(git('ls-files', '--others', '--exclude-standard', '-z', '--', '.'));
    const files = added.split('\0').filter((name) => name !== '');
    for (const name of files) await updateWithFile(hash, source, name);
    if (changed === 0 && files.length === 0) return head;
    return `${head}+changes.${hash.digest('hex').slice(0, 16)}`;
  } catch {
    return null;
  }
}

/** Git's output; the stream fails where Git does. */
async function* readGit(
  source: string,
  environment: Readonly<Record<string, string | undefined>>,
  args: readonly string[],
): AsyncGenerator<Buffer> {
  const child = spawn('git', ['-C', source, ...args], {
    env: { ...environment },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const closed = once(child, 'close') as Promise<[number | null]>;
  // It is awaited below; until then a Git that is not there must not end this program.
  closed.catch(() => undefined);
  yield* child.stdout as AsyncIterable<Buffer>;
  const [exitCode] = await closed;
  if (exitCode !== 0) throw new TypeError(`git ${args.join(' ')} ended with ${String(exitCode)}`);
}

async function text(chunks: AsyncIterable<Buffer>): Promise<string> {
  const all: Buffer[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all).toString();
}

/** Answers how many bytes there were. */
async function update(hash: Hash, chunks: AsyncIterable<Buffer> | Readable): Promise<number> {
  let bytes = 0;
  for await (const chunk of chunks as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return bytes;
}

/** A file that Git does not know: its path, kind and content. A repository of its own is known by its path alone. */
async function updateWithFile(hash: Hash, source: string, name: string): Promise<void> {
  const file = path.join(source, name);
  const found = await lstat(file);
  const kind = found.isSymbolicLink() ? await readlink(file) : found.isFile() ? 'file' : 'other';
  // The lengths keep one file apart from two whose texts follow each other.
  hash.update(`\0${JSON.stringify([name, kind, found.mode, found.isFile() ? found.size : 0])}\0`);
  if (found.isFile()) await update(hash, createReadStream(file));
}
