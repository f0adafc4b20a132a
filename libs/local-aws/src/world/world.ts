import type { AccountId, PolicyDocument, Region } from '@regional-pipeline/platform-model';
import type { DeployedTemplate, TemplateBucket, TemplateRole } from '@regional-pipeline/policy-proofs';
import type { NamedPolicy } from '@regional-pipeline/policy-proofs';

/** A bucket that no template here declares, like Central's own. */
export interface ForeignBucket {
  readonly name: string;
  readonly accountId: AccountId;
  readonly region: Region;
  readonly policy?: PolicyDocument;
  /** Off where it is left out, as for a new bucket. */
  readonly versioned?: boolean;
}

/** The accounts, and what is deployed in them. */
export interface WorldDescription {
  /** Every role and bucket of these exists, with exactly the policies that the template gives it. */
  readonly templates: readonly DeployedTemplate[];
  readonly buckets?: readonly ForeignBucket[];
  /** Gives `aws:PrincipalOrgID` and `aws:ResourceOrgID`; every account belongs to it where `accounts` is left out. */
  readonly organization?: { readonly id: string; readonly accounts?: readonly AccountId[] };
}

/** A bucket as S3 knows it. */
export type WorldBucket = Pick<TemplateBucket, 'name' | 'arn' | 'accountId' | 'region' | 'versioned'> & {
  readonly policy?: NamedPolicy;
};

/** A role as IAM knows it: its layers of policies, resolved. */
export interface WorldRole extends Pick<TemplateRole, 'name' | 'arn' | 'accountId'> {
  readonly trustPolicy: NamedPolicy;
  readonly identityPolicies: readonly NamedPolicy[];
  readonly boundary?: NamedPolicy;
}

/** Everything that exists in this AWS, apart from objects and sessions. It does not change while it runs. */
export interface World {
  readonly roles: ReadonlyMap<string, WorldRole>;
  readonly buckets: ReadonlyMap<string, WorldBucket>;
  /** The organization that an account belongs to, if any. */
  organizationOf(accountId: string): string | undefined;
}
