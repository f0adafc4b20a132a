import {
  assumeDeployRole,
  baseCredentials,
  openProfiles,
  selectProfileMode,
  type DeployRole,
} from '@regional-pipeline/assume-role';
import type { ManagementCluster } from '@regional-pipeline/cluster-filter';
import type { JobOutcome } from '@regional-pipeline/fleet';
import {
  externalIdOf,
  managementResources,
  roleSessionName,
  type RunId,
} from '@regional-pipeline/platform-model';
import { startProvisioning, type Provisioning } from '@regional-pipeline/provisioner';
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
  /**
   * Assumes the cluster's role, checks whose it is, and runs its make target.
   *
   * @throws PlatformError where make was not reached; once it runs, a failure is an outcome
   */
  deploy(cluster: ManagementCluster): Promise<JobOutcome>;
  /** Asks everything that runs to stop, so that terraform saves its state and unlocks. */
  interrupt(): void;
}

/** Opens the way from a cluster to its outcome: identity, profiles, private copy, make target. */
export function openClusterDeployer(options: ClusterDeployerOptions): ClusterDeployer {
  const { environment, directory } = options;
  const base = baseCredentials();
  const mode = selectProfileMode(environment);
  const running = new Set<Provisioning>();

  let interrupted = false;

  const deploy = async (cluster: ManagementCluster): Promise<JobOutcome> => {
    const identity = await assumeDeployRole(deployRoleOf(cluster, options.run), base);
    const profiles = await openProfiles({
      identity,
      base,
      mode,
      credentialProcess: [process.execPath, options.program, 'credential-process'],
      environment,
    });
    try {
      const provisioning = startProvisioning(
        {
          cluster: { ...cluster, accountId: cluster.account.id },
          sourceDirectory: options.source,
          workDirectory: await directory.openWorkDirectory(cluster.name),
          logFile: directory.logFile(cluster.name),
          backend: {
            bucket: options.settings.managementStateBucket,
            key: cluster.stateKey,
            region: cluster.region,
            profile: profiles.backendProfile,
          },
          environment,
          profileEnvironment: profiles.environment,
          secrets: () => profiles.secrets(),
        },
        { line: (text) => options.onLine(cluster.name, text) },
      );
      running.add(provisioning);
      if (interrupted) provisioning.interrupt();
      const outcome = await provisioning.outcome.finally(() => running.delete(provisioning));
      // A state that is nowhere else must survive the run, and so must the folder of a process that still works.
      if (!outcome.keepWorkDirectory) await directory.closeWorkDirectory(cluster.name);
      const { logFile } = outcome;
      return outcome.status === 'succeeded'
        ? { outcome: 'deployed', logFile }
        : { outcome: 'failed', error: outcome.error, logFile };
    } finally {
      await profiles.close();
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

function deployRoleOf({ name, account, region }: ManagementCluster, run: RunId): DeployRole {
  return {
    region,
    arn: managementResources(region, account.id).deployRoleArn,
    accountId: account.id,
    externalId: externalIdOf(region),
    sessionName: roleSessionName(region, run, name),
  };
}
