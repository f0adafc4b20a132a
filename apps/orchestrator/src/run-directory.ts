import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PlatformError, type ClusterName } from '@regional-pipeline/platform-model';
import { orchestratorErrors } from './errors.js';

/** The folder of one run, readable by its user alone: a work folder a cluster, and the logs, which stay. */
export interface RunDirectory {
  readonly path: string;
  logFile(cluster: ClusterName): string;
  /** Makes the cluster's own work folder. */
  openWorkDirectory(cluster: ClusterName): Promise<string>;
  closeWorkDirectory(cluster: ClusterName): Promise<void>;
}

/**
 * Makes the run's folder under the temporary folder.
 *
 * @throws PlatformError RunDirectoryUnusable where it cannot be made
 */
export async function openRunDirectory(): Promise<RunDirectory> {
  const root = await mkdtemp(path.join(tmpdir(), 'regional-pipeline-')).catch((cause: unknown) => {
    throw new PlatformError(orchestratorErrors.RunDirectoryUnusable, {
      message: `no folder can be made in the temporary folder ${tmpdir()} (${cause instanceof Error ? cause.message : String(cause)}).`,
      context: { directory: tmpdir() },
      cause,
    });
  });
  await mkdir(path.join(root, 'logs'), { mode: 0o700 });
  await mkdir(path.join(root, 'work'), { mode: 0o700 });
  const workDirectory = (cluster: ClusterName) => path.join(root, 'work', cluster);
  return {
    path: root,
    logFile: (cluster) => path.join(root, 'logs', `${cluster}.log`),
    openWorkDirectory: async (cluster) => {
      await mkdir(workDirectory(cluster), { mode: 0o700 });
      return workDirectory(cluster);
    },
    closeWorkDirectory: (cluster) => rm(workDirectory(cluster), { recursive: true, force: true }),
  };
}
