import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { PlatformError } from '@regional-pipeline/platform-model';
import { provisionerErrors } from './errors.js';

/** A symbolic link of the repository. */
export interface SourceLink {
  /** The repository, without symbolic links in its path. */
  readonly root: string;
  /** Where the link is. */
  readonly origin: string;
  /** What is written in it. */
  readonly link: string;
}

/**
 * Refuses a link that would lead a target out of its private copy: Terraform would work in a directory that all
 * clusters share, and without the cluster's variables, which are written to the copy alone.
 *
 * - An absolute link into the repository leads to the original and not to the copy: refused, whatever it is of.
 * - An absolute link to a directory elsewhere: refused.
 * - A relative link that leaves the repository leads elsewhere from the copy: refused where it leads anywhere now.
 * - Links within the repository, dangling links out of it, and absolute links to a file elsewhere are harmless.
 *
 * @throws PlatformError `SourceCopyFailed` with the link and where it leads
 */
export async function checkLink({ root, origin, link }: SourceLink): Promise<void> {
  const written = path.resolve(path.dirname(origin), link);
  const found = await realpath(origin).catch(() => undefined);
  const absolute = path.isAbsolute(link);
  const isRefused = absolute
    ? isWithin(root, found ?? written) || (found !== undefined && (await stat(found)).isDirectory())
    : found !== undefined && leaves(path.relative(root, path.dirname(origin)), link);
  if (!isRefused) return;
  const name = path.relative(root, origin);
  throw new PlatformError(provisionerErrors.SourceCopyFailed, {
    message:
      `the symbolic link ${name} of the repository leads to ${link} (${found ?? written}), which is outside of the ` +
      'private copy: what a cluster does there would be done in a directory that others share.',
    remedy: `Make ${name} a relative link within the repository, or put what it leads to in its place.`,
    context: { link: name, target: link },
  });
}

/** Whether a relative link, followed step by step, comes out of the repository; also where it comes back in. */
function leaves(directory: string, link: string): boolean {
  let depth = directory === '' ? 0 : directory.split(path.sep).length;
  return link.split('/').some((step) => {
    if (step === '..') depth -= 1;
    else if (step !== '' && step !== '.') depth += 1;
    return depth < 0;
  });
}

function isWithin(directory: string, file: string): boolean {
  const relative = path.relative(directory, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
