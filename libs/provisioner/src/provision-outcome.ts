import type { PlatformError } from '@regional-pipeline/platform-model';

/** How one cluster's make target ended. */
export type ProvisionOutcome = ProvisionSucceeded | ProvisionFailed;

/** The target ended with exit code 0 and left no Terraform state behind. */
export interface ProvisionSucceeded {
  readonly status: 'succeeded';
  readonly durationMs: number;
  readonly logFile: string;
  /** Why the log file is not complete, where it is not: the cluster is deployed all the same. */
  readonly logFailure?: PlatformError;
}

/** The cluster is not deployed, or it is not known to be. */
export interface ProvisionFailed {
  readonly status: 'failed';
  /** Of `provisionerErrors`. */
  readonly error: PlatformError;
  readonly durationMs: number;
  readonly logFile: string;
  readonly logFailure?: PlatformError;
  /** Of make; absent when it did not start or died of a signal. */
  readonly exitCode?: number;
  /** That make died of. */
  readonly signal?: string;
  /** What the target said last, redacted: Terraform's error where there is one. */
  readonly lastLines: readonly string[];
  /**
   * State files in the private copy that are not in the backend (`errored.tfstate`, a local `terraform.tfstate`).
   * While there is one, the work directory must be kept: nothing else knows the resources in it.
   */
  readonly strandedStates: readonly string[];
}

/** A make target that is running. */
export interface Provisioning {
  /** Never rejects for a failure of the cluster: a rejection is a defect of the program. */
  readonly outcome: Promise<ProvisionOutcome>;
  /**
   * Asks the target to stop: SIGINT to its process group, once, however often it is called, since a second SIGINT
   * makes Terraform quit without saving its state. Before make runs, make is not started.
   */
  interrupt(): void;
  /** The process group, once make runs. */
  readonly pid: number | undefined;
}
