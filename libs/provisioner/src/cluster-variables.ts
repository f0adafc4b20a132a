import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PlatformError, reasonOf } from '@regional-pipeline/platform-model';
import { provisionerErrors } from './errors.js';
import type { SourceCopy } from './source-copy.js';

/** Terraform and OpenTofu load every `*.auto.tfvars.json` of the directory that they run in. */
export const clusterVariablesFile = 'regional-pipeline.auto.tfvars.json';

/**
 * Writes the variables of a cluster's definition where Terraform loads them by itself: into each directory with
 * Terraform files, since only the make target knows which of them it runs in (a child module ignores the file),
 * and into the root of the copy where there is none. Environment variables (`TF_VAR_…`) and `terraform.tfvars` yield
 * to it. A variable that the configuration does not declare is a warning of Terraform's.
 *
 * @throws PlatformError `TfvarsConflict` where the repository has a file of this name: it is never overwritten
 */
export async function writeClusterVariables(
  copy: SourceCopy,
  variables: Readonly<Record<string, unknown>>,
): Promise<void> {
  const text = `${JSON.stringify(variables, undefined, 2)}\n`;
  const directories = copy.terraformDirectories.length > 0 ? copy.terraformDirectories : [copy.directory];
  for (const directory of directories) {
    try {
      await writeFile(path.join(directory, clusterVariablesFile), text, { flag: 'wx' });
    } catch (cause) {
      throw explain(path.relative(copy.directory, path.join(directory, clusterVariablesFile)), cause);
    }
  }
}

function explain(file: string, cause: unknown): PlatformError {
  if ((cause as NodeJS.ErrnoException).code === 'EEXIST') {
    return new PlatformError(provisionerErrors.TfvarsConflict, {
      message: `the repository has a file ${file} of its own, where the cluster's variables are to be written.`,
      context: { file },
      cause,
    });
  }
  return new PlatformError(provisionerErrors.SourceCopyFailed, {
    message: `could not write ${file} in the private copy (${reasonOf(cause)}).`,
    context: { file },
    cause,
  });
}
