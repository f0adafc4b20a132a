import type { AccountId, PolicyDocument, Region } from '@regional-pipeline/platform-model';
import type { NamedPolicy } from '@regional-pipeline/policy-proofs';
import type { ManagementNames, ModelNames } from '../facts/names.js';

/** In which accounts the build role may assume the deploy role, as the deployer asked for it (SM-04). */
export type AssumeScope =
  | { readonly kind: 'organization' }
  | { readonly kind: 'accounts'; readonly accountIds: readonly AccountId[] }
  | { readonly kind: 'organizational-units'; readonly paths: readonly string[] };

/** What the deployer asked for: the statements hold the templates to this, and read none of it out of a policy. */
export interface PipelineIntent {
  readonly region: Region;
  readonly regionalAccount: AccountId;
  /** Needed where the regional account's template is read. */
  readonly regional?: RegionalIntent;
}

/** What the deployer asked for in the regional account. */
export interface RegionalIntent {
  readonly centralStateBucket: string;
  readonly assumeScope: AssumeScope;
  /** Where the deployer names one. */
  readonly breakGlassRoleArn?: string;
  /** A connection that exists already; without one the stack makes its own. */
  readonly connectionArn?: string;
  /** Whether each cluster has a build of its own, which a state machine starts with the role F. */
  readonly fanOut?: boolean;
}

/** Where a policy stands in a template. */
export interface PolicyLocation {
  /** The template's file, as its reader was told. */
  readonly template: string;
  readonly logicalId: string;
  /** In the resource, as CDK writes it: `Properties.Policies.0.PolicyDocument`. */
  readonly path: string;
}

/** A policy, and where it comes from. */
export interface LocatedPolicy extends NamedPolicy {
  readonly location: PolicyLocation;
  /** For each statement of `document` its place in the template's own: a view of a policy may leave some out. */
  readonly places: readonly number[];
}

/** A role, with its policies. */
export interface DeployedRole {
  readonly arn: string;
  readonly accountId: AccountId;
  readonly trust: LocatedPolicy;
  readonly identity: readonly LocatedPolicy[];
}

/** A bucket, its policy and the settings that keep its objects. */
export interface DeployedBucket {
  readonly arn: string;
  readonly accountId: AccountId;
  readonly location: PolicyLocation;
  readonly policy: LocatedPolicy;
  readonly versioned: boolean;
  /** The algorithms of its default encryption; none where there is no encryption. */
  readonly encryption: readonly string[];
  /** The switches of its public access block that are on. */
  readonly publicAccessBlock: readonly string[];
}

/** What a policy that stands by itself guards: the key, the topic of the messages, the log of the events. */
export type GuardedResource = 'key' | 'topic' | 'log';

/** The policy of a key or a topic, or the one that lets services write to log groups. */
export interface DeployedResourcePolicy {
  readonly guards: GuardedResource;
  readonly accountId: AccountId;
  readonly policy: LocatedPolicy;
}

/** The regional account's part of a pipeline. */
export interface RegionalPart {
  readonly intent: RegionalIntent;
  readonly buildRole: DeployedRole;
  readonly pipelineRole: DeployedRole;
  /** Where the deployer asked for a fan-out. */
  readonly fanOutRole?: DeployedRole;
  readonly stateBucket: DeployedBucket;
  readonly artifactsBucket: DeployedBucket;
  readonly resourcePolicies: readonly DeployedResourcePolicy[];
  /**
   * What Central is asked to add to the policy of its state bucket K; absent where its document is not among what was
   * read. It is deployed by Central, so it comes from no template.
   */
  readonly centralGrant?: LocatedPolicy;
}

/** C, P, and F where there is one. */
export function rolesOf({ buildRole, pipelineRole, fanOutRole }: RegionalPart): readonly DeployedRole[] {
  return [buildRole, pipelineRole, ...(fanOutRole ? [fanOutRole] : [])];
}

/** One management account's part. */
export interface ManagementPart {
  readonly accountId: AccountId;
  readonly names: ManagementNames;
  readonly deployRole: DeployedRole;
  readonly boundary: LocatedPolicy;
}

/** One region's pipeline, as its templates deploy it. */
export interface Deployment {
  readonly names: ModelNames;
  /** Absent where the regional account's template is not among those that were read. */
  readonly regional?: RegionalPart;
  readonly management: readonly ManagementPart[];
}

/** A located policy with another document, its statements being those of these places. */
export function viewOf(
  policy: LocatedPolicy,
  keep: (statement: PolicyDocument['Statement'][number]) => boolean,
): LocatedPolicy {
  const kept = policy.document.Statement.map((statement, index) => ({ statement, index })).filter(
    ({ statement }) => keep(statement),
  );
  return {
    ...policy,
    document: { ...policy.document, Statement: kept.map(({ statement }) => statement) },
    places: kept.map(({ index }) => policy.places[index] ?? index),
  };
}
