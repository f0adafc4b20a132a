import { access, readdir } from 'node:fs/promises';
import path from 'node:path';
import { PlatformError, reasonOf } from '@regional-pipeline/platform-model';
import { provisionerErrors } from './errors.js';

/** The local state of a configuration without a backend, and what Terraform leaves when the upload failed. */
const stateFiles = new Set(['terraform.tfstate', 'errored.tfstate']);

/**
 * Finds the Terraform states that a target left in the private copy instead of the backend, and that did not come
 * with the repository. Nothing else knows the resources in them.
 *
 * @throws PlatformError `StateStranded` when the copy cannot be searched: then nobody knows
 */
export async function findStrandedStates(source: string, copy: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await list(copy)) {
    const directory = path.relative(copy, entry.parentPath);
    // A target that sets TF_DATA_DIR anew: the file of this name in there is about the backend, and no state.
    const isDataDirectory = directory.split(path.sep).includes('.terraform');
    if (!entry.isFile() || !stateFiles.has(entry.name) || isDataDirectory) continue;
    if (!(await exists(path.join(source, directory, entry.name)))) {
      found.push(path.join(entry.parentPath, entry.name));
    }
  }
  return found.sort();
}

async function list(copy: string) {
  try {
    return await readdir(copy, { recursive: true, withFileTypes: true });
  } catch (cause) {
    throw new PlatformError(provisionerErrors.StateStranded, {
      message: `could not look for Terraform states in ${copy} (${reasonOf(cause)}).`,
      remedy: 'See whether the target left a terraform.tfstate or errored.tfstate, and keep it.',
      context: { copy },
      cause,
    });
  }
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
