import type { AccountId, ClusterName, Region } from '@regional-pipeline/platform-model';
import type { Guard } from './start-guard.js';

/** The cluster that is provisioned. */
export interface ProvisionedCluster {
  readonly name: ClusterName;
  readonly accountId: AccountId;
  readonly region: Region;
  /** Terraform variables of the cluster's definition, JSON values. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Where Terraform keeps the cluster's state, and as whom: an S3 bucket, read and written with an AWS profile. */
export interface StateBackend {
  readonly bucket: string;
  readonly key: string;
  readonly region: Region;
  /** The profile of `profileEnvironment`'s configuration file that may reach the bucket. */
  readonly profile: string;
}

/** Everything that one cluster's make target is run with. */
export interface ProvisionRequest {
  readonly cluster: ProvisionedCluster;
  /** The checked-out repository: only read. */
  readonly sourceDirectory: string;
  /** This cluster's own directory, which exists and is empty; the private copy is made in it. */
  readonly workDirectory: string;
  /** Where the target's output goes, redacted: a file that does not exist yet, in a directory that does. */
  readonly logFile: string;
  readonly backend: StateBackend;
  /** The parent's environment as it is: it is cleaned here. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What makes the target's processes the cluster's identity; it is put over the cleaned environment. */
  readonly profileEnvironment: Readonly<Record<string, string>>;
  /** `pipeline-provision-management` where it is left out. */
  readonly target?: string;
  /** Secret values that are known so far, for redaction; asked again and again, since credentials are renewed. */
  readonly secrets: () => readonly string[];
  /** Sees to the target's processes when this program dies; without one they are left then. */
  readonly guard?: Guard;
  /**
   * How long the target may take, from the start of make on; no limit where it is left out. When it is over, the
   * target gets a SIGINT, `stopGraceMs` later a SIGTERM, and `giveUpMs` after that it is not waited for any more.
   */
  readonly timeoutMs?: number;
  /**
   * 15 minutes where it is left out. A SIGTERM makes a Terraform that stops already quit without saving what is still
   * in flight: longer than any resource needs to stop.
   */
  readonly stopGraceMs?: number;
  /** One minute where it is left out. */
  readonly giveUpMs?: number;
  /** The most that the log file takes, in bytes; 100 MB where it is left out. The middle of a longer one is left out. */
  readonly maxLogBytes?: number;
}

/** Hears the target's output as it comes. */
export interface ProvisionObserver {
  /** One line without its end, redacted; a line that never ends comes in pieces. */
  line(text: string, stream: 'stdout' | 'stderr'): void;
}
