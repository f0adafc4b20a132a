import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PlatformError, reasonOf, type ClusterName } from '@regional-pipeline/platform-model';
import { orchestratorErrors } from './errors.js';

/** The folder of one run, readable by its user alone: a work folder a cluster, and the logs, which stay. */
export interface RunDirectory {
  readonly path: string;
  logFile(cluster: ClusterName): string;
  /** Makes the cluster's own work folder. */
  openWorkDirectory(cluster: ClusterName): Promise<string>;
  /** Removes it, as far as it can be removed: what a target leaves behind must not change how its cluster ended. */
  closeWorkDirectory(cluster: ClusterName): Promise<void>;
}

/**
 * Makes the run's folder under the temporary folder.
 *
 * @throws PlatformError RunDirectoryUnusable where it cannot be made
 */
export async function openRunDirectory(): Promise<RunDirectory> {
  // Absolute: a make target works in another folder.
  const root = await mkdtemp(path.resolve(tmpdir(), 'regional-pipeline-')).catch(unusable);
  const make = async (directory: string) => {
    await mkdir(directory, { mode: 0o700 }).catch(unusable);
    return directory;
  };
  const logs = await make(path.join(root, 'logs'));
  const work = await make(path.join(root, 'work'));
  return {
    path: root,
    logFile: (cluster) => path.join(logs, `${cluster}.log`),
    openWorkDirectory: (cluster) => make(path.join(work, cluster)),
    closeWorkDirectory: (cluster) =>
      rm(path.join(work, cluster), { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined),
  };
}

function unusable(cause: unknown): never {
  throw new PlatformError(orchestratorErrors.RunDirectoryUnusable, {
    message: `no folder can be made in the temporary folder ${tmpdir()} (${reasonOf(cause)}).`,
    context: { directory: tmpdir() },
    cause,
  });
}
