import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  PlatformError,
  reasonOf,
  type ClusterName,
  type RunHolder,
  type RunId,
} from '@regional-pipeline/platform-model';
import { orchestratorErrors } from './errors.js';

/** How the folders of runs are named, under the temporary folder. */
export const runDirectoryPrefix = 'regional-pipeline-';

/** The file in a run's folder that says which run it is. */
export const runMarkFile = 'run.json';

/** The folder of one run, readable by its user alone: a work folder an attempt, and the logs, which stay. */
export interface RunDirectory {
  readonly path: string;
  /** Where the output of an attempt goes, counted from 1. */
  logFile(cluster: ClusterName, attempt: number): string;
  /** Makes the attempt's own work folder. */
  openWorkDirectory(cluster: ClusterName, attempt: number): Promise<string>;
  /** Removes it, as far as it can be removed: what a target leaves behind must not change how its cluster ended. */
  closeWorkDirectory(cluster: ClusterName, attempt: number): Promise<void>;
}

/** Where the work folders are in a run's folder: `work/<cluster>/<attempt>`. */
export function workFolder(directory: string): string {
  return path.join(directory, 'work');
}

/**
 * Makes the run's folder under the temporary folder, with a mark in it that says which run's it is: a later run finds
 * what this one could not take away when it was killed.
 *
 * @param bucket the management state bucket that the run's states belong to
 * @param holder who works in it: what is left is taken away only once that one is over
 * @throws PlatformError RunDirectoryUnusable where it cannot be made
 */
export async function openRunDirectory(run: RunId, bucket: string, holder: RunHolder): Promise<RunDirectory> {
  // Absolute: a make target works in another folder.
  const root = await mkdtemp(path.resolve(tmpdir(), runDirectoryPrefix)).catch(unusable);
  const make = async (directory: string) => {
    await mkdir(directory, { mode: 0o700, recursive: true }).catch(unusable);
    return directory;
  };
  await writeFile(path.join(root, runMarkFile), JSON.stringify({ run, bucket, holder })).catch(unusable);
  const logs = await make(path.join(root, 'logs'));
  const workOf = (cluster: ClusterName, attempt: number) =>
    path.join(workFolder(root), cluster, String(attempt));
  return {
    path: root,
    logFile: (cluster, attempt) => path.join(logs, `${cluster}.${attempt}.log`),
    openWorkDirectory: (cluster, attempt) => make(workOf(cluster, attempt)),
    closeWorkDirectory: (cluster, attempt) =>
      rm(workOf(cluster, attempt), { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined),
  };
}

function unusable(cause: unknown): never {
  throw new PlatformError(orchestratorErrors.RunDirectoryUnusable, {
    message: `no folder can be made in the temporary folder ${tmpdir()} (${reasonOf(cause)}).`,
    context: { directory: tmpdir() },
    cause,
  });
}
