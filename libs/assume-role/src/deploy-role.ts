import type { AccountId, Region } from '@regional-pipeline/platform-model';
import type { Credentials } from './credentials.js';

/** The role in a management account that a cluster is made with, and how it is assumed. */
export interface DeployRole {
  /** The pipeline's region: its regional STS endpoint is asked (SM-07). */
  readonly region: Region;
  readonly arn: string;
  /** The cluster's account, that the assumed identity must be in. */
  readonly accountId: AccountId;
  /** SM-01: the trust policy refuses without it. */
  readonly externalId: string;
  /** Says region, run and cluster in CloudTrail: `roleSessionName()`. */
  readonly sessionName: string;
}

/** An identity that was assumed and checked with GetCallerIdentity. */
export interface AssumedIdentity {
  readonly role: DeployRole;
  /** Of the assumed session: `arn:aws:sts::222222222222:assumed-role/ManagementClusterDeployRole/…`. */
  readonly arn: string;
  readonly accountId: AccountId;
  /** One hour at most: the build's own role is assumed too, and AWS caps chained sessions. */
  readonly credentials: Credentials & { readonly expiration: Date };
}
