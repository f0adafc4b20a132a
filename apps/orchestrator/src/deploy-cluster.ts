import {
  assumeDeployRole,
  baseCredentials,
  openProfiles,
  selectProfileMode,
} from '@regional-pipeline/assume-role';
import type { ManagementCluster } from '@regional-pipeline/cluster-filter';
import type { JobOutcome } from '@regional-pipeline/fleet';
import {
  PlatformError,
  externalIdOf,
  isPlatformError,
  managementResources,
  roleSessionName,
  type RunId,
} from '@regional-pipeline/platform-model';
import { startProvisioning } from '@regional-pipeline/provisioner';
import type { RunDirectory } from './run-directory.js';
import type { Settings } from './settings.js';

/** What every cluster of a run is deployed with. */
export interface ClusterDeployerOptions {
  readonly run: RunId;
  readonly settings: Settings;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The platform repository's checkout. */
  readonly source: string;
  /** The file of this program: what a cluster's config file names as its credential process. */
  readonly program: string;
  readonly directory: RunDirectory;
  /** Takes each line that a make target prints, without credentials. */
  readonly onLine: (cluster: string, text: string) => void;
}

/** Deploys clusters of one run, any number at once. */
export interface ClusterDeployer {
  /** Assumes the cluster's role, checks whose it is, and runs its make target. A failure is an outcome. */
  deploy(cluster: ManagementCluster): Promise<JobOutcome>;
  /** Asks everything that runs to stop, so that terraform saves its state and unlocks. */
  interrupt(): void;
}
