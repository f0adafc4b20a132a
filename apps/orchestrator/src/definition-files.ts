import { readFile, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { DefinitionFile } from '@regional-pipeline/cluster-filter';
import { PlatformError } from '@regional-pipeline/platform-model';
import { orchestratorErrors } from './errors.js';

/** The folder of the platform repository that holds the definitions, a folder a region. */
const definitionsFolder = 'management-clusters';

/**
 * Reads every YAML file under `management-clusters/`, wherever it lies: a misplaced one is for the parser to refuse,
 * not for the reader to overlook. No such folder is no definition.
 *
 * @throws PlatformError SourceUnreadable where `source` is no folder, or a file in it cannot be read
 */
export async function readDefinitionFiles(source: string): Promise<DefinitionFile[]> {
  await requireFolder(source);
  const folder = path.join(source, definitionsFolder);
  const names = await listFiles(folder);
  return Promise.all(
    names
      .filter((name) => /\.ya?ml$/i.test(name))
      .sort()
      .map(async (name) => ({
        path: path.posix.join(definitionsFolder, ...name.split(path.sep)),
        text: await readText(path.join(folder, name)),
      })),
  );
}

async function requireFolder(source: string): Promise<void> {
  const found = await stat(source).catch((cause: unknown) => unreadable(source, cause));
  if (!found.isDirectory()) unreadable(source, new TypeError('it is not a folder'));
}

async function listFiles(folder: string): Promise<string[]> {
  try {
    return await readdir(folder, { recursive: true });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    return unreadable(folder, cause);
  }
}

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => unreadable(file, cause));
}

function unreadable(file: string, cause: unknown): never {
  throw new PlatformError(orchestratorErrors.SourceUnreadable, {
    message: `${file} cannot be read (${cause instanceof Error ? cause.message : String(cause)}).`,
    context: { file },
    cause,
  });
}
