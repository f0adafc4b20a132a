import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, readlink, realpath, stat, symlink, utimes } from 'node:fs/promises';
import path from 'node:path';
import { isPlatformError, PlatformError, reasonOf } from '@regional-pipeline/platform-model';
import { provisionerErrors } from './errors.js';
import { checkLink } from './source-link.js';

/** What is made again by the tools themselves, is large, or would join what must be apart. */
const leftOut = new Set(['.git', 'node_modules', '.terraform']);

/** A file of Terraform's or OpenTofu's language. */
const terraformFile = /\.(?:tf|tofu)(?:\.json)?$/;

/** A private copy of the repository. */
export interface SourceCopy {
  readonly directory: string;
  /** Every directory of the copy that has a Terraform or OpenTofu file, in alphabetical order. */
  readonly terraformDirectories: readonly string[];
}

/**
 * Copies the repository, so that nothing that one cluster's target writes is seen by another's: a shared working
 * directory loses states (two failed uploads write one `errored.tfstate`).
 *
 * Symbolic links stay as they are, and those that would lead a target out of its copy are refused (`checkLink`).
 * Permissions of files and their times are kept, since make decides by times; directories get the default mode;
 * `.git`, `node_modules` and `.terraform` are left out, as are sockets and pipes. A `target` inside the source is
 * fine: the directory that holds the clusters' work directories is left out then.
 *
 * @param target a directory that does not exist yet, in this cluster's work directory
 * @throws PlatformError `SourceCopyFailed` with the path and the cause, or with the link and where it leads
 */
export async function copySource(source: string, target: string): Promise<SourceCopy> {
  const terraformDirectories: string[] = [];
  try {
    const root = await realpath(source);
    const work = await realpath(path.dirname(target));
    const runs = path.dirname(work);
    const ownDirectories = new Set([work, ...(runs === root ? [] : [runs])]);
    await copyDirectory(root, target);

    async function copyDirectory(from: string, to: string): Promise<void> {
      await mkdir(to);
      const entries = await readdir(from, { withFileTypes: true });
      if (entries.some((entry) => !entry.isDirectory() && terraformFile.test(entry.name))) {
        terraformDirectories.push(to);
      }
      for (const entry of entries) {
        const [origin, copy] = [path.join(from, entry.name), path.join(to, entry.name)];
        if (leftOut.has(entry.name) || ownDirectories.has(origin)) continue;
        if (entry.isDirectory()) await copyDirectory(origin, copy);
        else if (entry.isSymbolicLink()) {
          const link = await readlink(origin);
          await checkLink({ root, origin, link });
          await symlink(link, copy);
        } else if (entry.isFile()) await copyRegularFile(origin, copy);
      }
    }
  } catch (cause) {
    if (isPlatformError(cause)) throw cause;
    throw new PlatformError(provisionerErrors.SourceCopyFailed, {
      // Node.js names both paths in its message.
      message: `could not copy ${source} to ${target} (${reasonOf(cause)}).`,
      context: { source, target },
      cause,
    });
  }
  return { directory: target, terraformDirectories: terraformDirectories.sort() };
}

async function copyRegularFile(origin: string, copy: string): Promise<void> {
  await copyFile(origin, copy, constants.COPYFILE_FICLONE);
  const { atime, mtime } = await stat(origin);
  await utimes(copy, atime, mtime);
}
