import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import type { DefinitionFile } from '@regional-pipeline/cluster-filter';

/** What a definition's files are, in one line: the same for the same paths and texts, in any order. */
export function definitionsDigest(files: readonly DefinitionFile[]): string {
  const hash = createHash('sha256');
  for (const { path, text } of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    // The lengths keep two files apart from one that is both.
    hash.update(`${path.length}:${path}${text.length}:${text}`);
  }
  return `sha256:${hash.digest('hex')}`;
}

/**
 * Which revision of the platform repository is deployed: CodeBuild's word for it, or Git's, with a mark where the
 * checkout has changes of its own. Null where neither knows.
 */
export async function sourceRevision(
  source: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string | null> {
  const resolved = environment['CODEBUILD_RESOLVED_SOURCE_VERSION'];
  if (resolved) return resolved;
  const git = async (...args: string[]) => {
    const { stdout } = await promisify(execFile)('git', ['-C', source, ...args], { timeout: 10_000 });
    return stdout.trim();
  };
  try {
    const [head, changes] = [await git('rev-parse', 'HEAD'), await git('status', '--porcelain', '--', '.')];
    return changes === '' ? head : `${head}+changes`;
  } catch {
    return null;
  }
}
