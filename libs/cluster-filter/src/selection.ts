import type {
  AccountId,
  ClusterName,
  MintedAccount,
  PlatformError,
  Region,
} from '@regional-pipeline/platform-model';
import type { JsonValue } from './cluster-definition.js';

/** A management cluster of the region, ready to be deployed. */
export interface ManagementCluster {
  readonly name: ClusterName;
  readonly account: MintedAccount;
  readonly region: Region;
  /** The key of its Terraform state in the management state bucket; no two selected clusters share one. */
  readonly stateKey: string;
  /** Lower waves are deployed before higher ones; 0 where the definition says nothing. */
  readonly wave: number;
  /** Terraform variables, by name; empty without a definition. */
  readonly variables: Readonly<Record<string, JsonValue>>;
  /** The path of its definition; absent where the region has no definitions and the account alone decides. */
  readonly definition?: string;
}

/**
 * Why nothing is done about an account or a definition, which is not a failure.
 *
 * - `other-region`: an account of another region; that region's pipeline deploys it
 * - `regional-account`: the account of a regional pipeline, which hosts no management cluster
 * - `other-type`: Central minted it for something else
 * - `paused`: its definition says so
 * - `pending`: its definition is ahead of Central, which has not minted the account yet
 * - `no-definition`: a management account of the region, which has definitions, but none for this account
 */
export type SkipReason =
  'other-region' | 'regional-account' | 'other-type' | 'paused' | 'pending' | 'no-definition';

/** An account or a definition that is left alone, and why. */
export interface SkippedCluster {
  /** The cluster's name from its definition, or the account's name where there is none. */
  readonly name: string;
  /** Absent where no account exists yet. */
  readonly accountId?: AccountId;
  readonly reason: SkipReason;
  /** The reason with its values, as a sentence for people. */
  readonly detail: string;
}

/** A cluster that was asked for and cannot be had: its own failure, the others go on. */
export interface RejectedCluster {
  readonly name: string;
  readonly accountId: AccountId;
  readonly error: PlatformError;
}

/** What becomes of every account and every definition of the region: each stands in exactly one list, by name. */
export interface Selection {
  readonly selected: readonly ManagementCluster[];
  readonly skipped: readonly SkippedCluster[];
  readonly rejected: readonly RejectedCluster[];
}

/** What becomes of one account or definition. */
export type Placement = ManagementCluster | SkippedCluster | RejectedCluster;
