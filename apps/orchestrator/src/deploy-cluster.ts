import {
  assumeDeployRole,
  baseCredentials,
  ensureBaseLasts,
  openProfiles,
  selectProfileMode,
} from '@regional-pipeline/assume-role';
import type { ManagementCluster } from '@regional-pipeline/cluster-filter';
import type { RunId } from '@regional-pipeline/platform-model';
import {
  startProvisioning,
  type Guard,
  type ProvisionOutcome,
  type Provisioning,
} from '@regional-pipeline/provisioner';
import { deployRoleOf } from './deploy-role-of.js';
import type { RunDirectory } from './run-directory.js';
import type { Settings } from './settings.js';

/** What a target may take to stop: the credentials must last so much longer, or its state could not be saved. */
const stopMs = 15 * 60_000;

/** What every cluster of a run is deployed with. */
export interface ClusterDeployerOptions {
  readonly run: RunId;
  readonly settings: Settings;
  /** This program's own, with the mark of the run's holder. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The platform repository's checkout. */
  readonly source: string;
  /** The file of this program: what a cluster's config file names as its credential process. */
  readonly program: string;
  readonly directory: RunDirectory;
  /** Stops what runs when this program dies. */
  readonly guard: Guard;
  readonly clusterTimeoutMs: number;
  /** The make target; `pipeline-provision-management` where it is left out. */
  readonly target?: string;
  /** Takes each line that a make target prints, without credentials. */
  readonly onLine: (cluster: string, text: string) => void;
}

/** Deploys clusters of one run, any number at once. */
export interface ClusterDeployer {
  /**
   * Assumes the cluster's role, checks whose it is, and runs its make target.
   *
   * @param attempt counted from 1: each has its own work folder and log
   * @param expectedMs how long it will take: the build's own credentials must last so long, or be renewed
   * @throws PlatformError where make was not reached; once it runs, a failure is an outcome
   */
  deploy(cluster: ManagementCluster, attempt: number, expectedMs: number): Promise<ProvisionOutcome>;
  /** Asks everything that runs to stop, so that terraform saves its state and unlocks. */
  interrupt(): void;
}

/** Opens the way from a cluster to its outcome: identity, profiles, private copy, make target. */
export function openClusterDeployer(options: ClusterDeployerOptions): ClusterDeployer {
  const { environment, directory, run, settings, guard, clusterTimeoutMs } = options;
  const base = baseCredentials();
  const mode = selectProfileMode(environment);
  const running = new Set<Provisioning>();
  let interrupted = false;

  const deploy = async (
    cluster: ManagementCluster,
    attempt: number,
    expectedMs: number,
  ): Promise<ProvisionOutcome> => {
    await ensureBaseLasts(expectedMs + stopMs);
    const identity = await assumeDeployRole(deployRoleOf(cluster, run), base);
    const profiles = await openProfiles({
      identity,
      base,
      mode,
      credentialProcess: [process.execPath, options.program, 'credential-process'],
      environment,
    });
    let survivors = false;
    try {
      const provisioning = startProvisioning(
        {
          cluster: { ...cluster, accountId: cluster.account.id },
          sourceDirectory: options.source,
          workDirectory: await directory.openWorkDirectory(cluster.name, attempt),
          logFile: directory.logFile(cluster.name, attempt),
          backend: {
            bucket: settings.managementStateBucket,
            key: cluster.stateKey,
            region: cluster.region,
            profile: profiles.backendProfile,
          },
          environment,
          profileEnvironment: profiles.environment,
          secrets: () => profiles.secrets(),
          guard,
          timeoutMs: clusterTimeoutMs,
          ...(options.target === undefined ? {} : { target: options.target }),
        },
        { line: (text) => options.onLine(cluster.name, text) },
      );
      running.add(provisioning);
      if (interrupted) provisioning.interrupt();
      const outcome = await provisioning.outcome.finally(() => running.delete(provisioning));
      ({ survivors } = outcome);
      return outcome;
    } finally {
      // What still works needs its credentials to save its state.
      if (!survivors) await profiles.close();
    }
  };

  return {
    deploy,
    interrupt: () => {
      interrupted = true;
      running.forEach((provisioning) => provisioning.interrupt());
    },
  };
}
