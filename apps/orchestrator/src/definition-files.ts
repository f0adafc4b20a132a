import { lstat, readFile, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { DefinitionFile } from '@regional-pipeline/cluster-filter';
import { PlatformError, reasonOf } from '@regional-pipeline/platform-model';
import { orchestratorErrors } from './errors.js';

/** The folder of the platform repository that holds the definitions, a folder a region. */
const definitionsFolder = 'management-clusters';

/**
 * Reads every YAML file under `management-clusters/`, wherever it lies: a misplaced one is for the parser to refuse,
 * not for the reader to overlook. Only a folder that truly is not there means that there are no definitions; a link
 * to nothing, a linked folder or a pipe is refused, for what is behind it would be missing, endless or elsewhere.
 *
 * @throws PlatformError SourceUnreadable where `source` is no folder, or something in it cannot be read
 */
export async function readDefinitionFiles(source: string): Promise<DefinitionFile[]> {
  await requireFolder(source);
  const folder = path.join(source, definitionsFolder);
  if (!(await exists(folder))) return [];
  await requireFolder(folder);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) =>
    unreadable(folder, cause),
  );
  const files: string[] = [];
  for (const entry of entries) {
    const file = path.join(entry.parentPath, entry.name);
    const linked = entry.isSymbolicLink()
      ? await stat(file).catch((cause: unknown) => unreadable(file, cause))
      : entry;
    if (entry.isSymbolicLink() && linked.isDirectory())
      unreadable(file, 'it is a link to a folder; put the folder here');
    if (!/\.ya?ml$/i.test(entry.name)) continue;
    if (!linked.isFile()) unreadable(file, 'it is not a file');
    files.push(file);
  }
  return Promise.all(
    files.sort().map(async (file) => ({
      path: path.relative(source, file).split(path.sep).join('/'),
      text: await readText(file),
    })),
  );
}

/** Wrong bytes are refused: decoded as best as one can, they would become wrong values of Terraform variables. */
async function readText(file: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  } catch (cause) {
    const wrongBytes = (cause as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA';
    return unreadable(file, wrongBytes ? 'it is not UTF-8' : cause);
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    await lstat(file);
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return false;
    return unreadable(file, cause);
  }
}

async function requireFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch((cause: unknown) => unreadable(folder, cause));
  if (!found.isDirectory()) unreadable(folder, 'it is not a folder');
}

function unreadable(file: string, cause: unknown): never {
  const definition = file.split(path.sep).includes(definitionsFolder);
  throw new PlatformError(orchestratorErrors.SourceUnreadable, {
    message: `${file} cannot be read (${reasonOf(cause)}).`,
    ...(definition && { remedy: "Make it a readable file in UTF-8 in the region's folder, or remove it." }),
    context: { file },
    cause,
  });
}
