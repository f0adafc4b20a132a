import type { PlatformError } from '@regional-pipeline/platform-model';
import type { StateLock } from './state-lock.js';
import type { StrandedState } from './stranded-state.js';

/** How one cluster's make target ended. */
export type ProvisionOutcome = ProvisionSucceeded | ProvisionFailed;

interface ProvisionEnd {
  readonly durationMs: number;
  readonly logFile: string;
  /**
   * Whether a process of the target goes on all the same: it did not end on a SIGTERM, and is not waited for any more.
   * Whoever has claimed the cluster keeps the claim: another run would work on it at the same time.
   */
  readonly survivors: boolean;
  /**
   * Whether the work directory must not be removed: a state is stranded in it, or it could not be searched for one,
   * or a process of the target still works in it.
   */
  readonly keepWorkDirectory: boolean;
}

/** The target ended with exit code 0, and the cluster's state is where it belongs. */
export interface ProvisionSucceeded extends ProvisionEnd {
  readonly status: 'succeeded';
}

/** The cluster is not deployed, or it is not known to be. */
export interface ProvisionFailed extends ProvisionEnd {
  readonly status: 'failed';
  /** Of `provisionerErrors`; its context has make's exit code or signal, and what the target said last. */
  readonly error: PlatformError;
  /**
   * Whether the backend lacks a state that Terraform has made, or nobody knows whether it does. The cluster must not
   * be applied again before a person has looked: Terraform would make everything once more.
   */
  readonly stateUnsaved: boolean;
  /**
   * State files in the private copy that are not in the backend (`errored.tfstate`, a local `terraform.tfstate`):
   * nothing else knows the resources in them.
   */
  readonly strandedStates: readonly StrandedState[];
  /**
   * The lock of the cluster's state that this very attempt made and left, though all its processes have ended: whoever
   * holds the cluster's claim may remove the lock with this id. Null where there is none, or processes go on.
   */
  readonly leftLock: StateLock | null;
}

/** A make target that is running. */
export interface Provisioning {
  /** Never rejects for a failure of the cluster: a rejection is a defect of the program. */
  readonly outcome: Promise<ProvisionOutcome>;
  /**
   * Asks the target to stop: SIGINT to its process group, once, since a second SIGINT makes Terraform quit without
   * saving what is in flight. A further call, at least 30 s later, is a SIGTERM to the group, once: the same to
   * Terraform, so it is for a person to decide, and it ends what ignores SIGINT. Before make runs, make is not started.
   */
  interrupt(): void;
}
