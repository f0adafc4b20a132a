import type { PlatformError } from '@regional-pipeline/platform-model';

/** How one cluster's make target ended. */
export type ProvisionOutcome = ProvisionSucceeded | ProvisionFailed;

/** The target ended with exit code 0, and the cluster's state is where it belongs. */
export interface ProvisionSucceeded {
  readonly status: 'succeeded';
  readonly durationMs: number;
  readonly logFile: string;
}

/** The cluster is not deployed, or it is not known to be. */
export interface ProvisionFailed {
  readonly status: 'failed';
  /** Of `provisionerErrors`; its context has make's exit code or signal, and what the target said last. */
  readonly error: PlatformError;
  readonly durationMs: number;
  readonly logFile: string;
  /**
   * State files in the private copy that are not in the backend (`errored.tfstate`, a local `terraform.tfstate`):
   * nothing else knows the resources in them.
   */
  readonly strandedStates: readonly string[];
  /**
   * Whether the work directory must not be removed: a state is stranded in it, or it could not be searched for one,
   * or a process of the target still works in it.
   */
  readonly keepWorkDirectory: boolean;
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
}
