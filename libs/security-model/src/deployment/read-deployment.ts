import { PlatformError, type AccountId, type PolicyDocument } from '@regional-pipeline/platform-model';
import {
  readResourcePolicies,
  readTemplatePolicies,
  type DeployedTemplate,
  type TemplateBucket,
  type TemplatePolicies,
  type TemplateResourcePolicy,
} from '@regional-pipeline/policy-proofs';
import { securityModelErrors } from '../errors.js';
import { managementNames, modelNames } from '../facts/names.js';
import { bucketSettings } from './bucket-settings.js';
import type {
  DeployedBucket,
  DeployedResourcePolicy,
  DeployedRole,
  Deployment,
  GuardedResource,
  LocatedPolicy,
  ManagementPart,
  PipelineIntent,
  RegionalPart,
} from './deployment.js';
import { locateBucketPolicy, locateInlinePolicy } from './locate.js';
import { refuseUncovered } from './refuse-uncovered.js';
import { withoutDefaults } from './without-defaults.js';

/** One template, as parsed JSON, and the account that it is deployed in. */
export interface PipelineTemplate {
  /** For reports: the file's path. */
  readonly file: string;
  readonly accountId: AccountId;
  readonly template: unknown;
}

/** A policy document that is handed out to be deployed by others, as parsed JSON. */
export interface PolicyFile {
  /** For reports: the file's path. */
  readonly file: string;
  readonly document: PolicyDocument;
}

/**
 * Reads one region's pipeline out of its synthesized templates: the regional account's, and one for each management
 * account. The one whose account is the regional account is the regional one.
 *
 * @param centralGrant what Central is asked to add to the policy of its state bucket
 * @throws DeploymentIncomplete, ResourceNotCovered; TemplateMalformed and TemplateUnresolvable of policy-proofs
 */
export function readDeployment(
  intent: PipelineIntent,
  templates: readonly PipelineTemplate[],
  centralGrant?: PolicyFile,
): Deployment {
  const names = modelNames(intent.region, intent.regionalAccount);
  const [regional, ...more] = templates.filter(({ accountId }) => accountId === intent.regionalAccount);
  if (more.length > 0) {
    throw incomplete(
      more.map(({ file }) => file).join(', '),
      'it is a second template of the regional account',
    );
  }
  return {
    names,
    ...(regional && { regional: readRegionalPart(regional, intent, centralGrant) }),
    management: templates
      .filter(({ accountId }) => accountId !== intent.regionalAccount)
      .map((template) => readManagementPart(template, intent)),
  };
}

function readRegionalPart(
  source: PipelineTemplate,
  intent: PipelineIntent,
  centralGrant?: PolicyFile,
): RegionalPart {
  const names = modelNames(intent.region, intent.regionalAccount);
  if (!intent.regional) throw incomplete(source.file, 'what the deployer asked for there is not given');
  const deployed = deployedTemplate(source, intent);
  const policies = readTemplatePolicies(deployed);
  const { buildRole, pipelineRole, stateBucket, artifactsBucket } = names;
  const { fanOut = false } = intent.regional;
  refuseUncovered(source.file, policies, [
    ...[buildRole, pipelineRole, stateBucket, artifactsBucket],
    ...(fanOut ? [names.fanOut.role] : []),
  ]);
  return {
    intent: intent.regional,
    buildRole: roleOf(source, policies, names.buildRole),
    pipelineRole: roleOf(source, policies, names.pipelineRole),
    ...(fanOut && { fanOutRole: roleOf(source, policies, names.fanOut.role) }),
    stateBucket: bucketOf(source, policies.buckets, names.stateBucket),
    artifactsBucket: bucketOf(source, policies.buckets, names.artifactsBucket),
    resourcePolicies: readResourcePolicies(deployed).map((one) => resourcePolicyOf(source, one)),
    ...(centralGrant && {
      centralGrant: located(`${intent.regional.centralStateBucket}/policy`, centralGrant.document, {
        template: centralGrant.file,
        logicalId: intent.regional.centralStateBucket,
        path: 'PolicyDocument',
      }),
    }),
  };
}

function readManagementPart(source: PipelineTemplate, intent: PipelineIntent): ManagementPart {
  const names = managementNames(
    modelNames(intent.region, intent.regionalAccount).partition,
    source.accountId,
  );
  const policies = readTemplatePolicies(deployedTemplate(source, intent));
  refuseUncovered(source.file, policies, [names.deployRole]);
  const boundary = policies.managedPolicies.find(({ arn }) => arn === names.boundary);
  if (!boundary) throw incomplete(source.file, `it has no managed policy ${names.boundary}`);
  return {
    accountId: source.accountId,
    names,
    deployRole: roleOf(source, policies, names.deployRole),
    boundary: located(boundary.name, boundary.document, {
      template: source.file,
      logicalId: boundary.logicalId,
      path: 'Properties.PolicyDocument',
    }),
  };
}

function deployedTemplate(
  { template, accountId }: PipelineTemplate,
  { region }: PipelineIntent,
): DeployedTemplate {
  return { template: withoutDefaults(template), accountId, region };
}

const guarded: Readonly<Record<TemplateResourcePolicy['type'], GuardedResource>> = {
  'AWS::KMS::Key': 'key',
  'AWS::SNS::TopicPolicy': 'topic',
  'AWS::Logs::ResourcePolicy': 'log',
};

function resourcePolicyOf(
  { file, accountId }: PipelineTemplate,
  { type, logicalId, property, document }: TemplateResourcePolicy,
): DeployedResourcePolicy {
  const location = { template: file, logicalId, path: `Properties.${property}` };
  return {
    guards: guarded[type],
    accountId,
    policy: located(`${logicalId}/policy`, document, location),
  };
}

function roleOf(source: PipelineTemplate, { roles }: TemplatePolicies, arn: string): DeployedRole {
  const role = roles.find((one) => one.arn === arn);
  if (!role) throw incomplete(source.file, `it has no role ${arn}`);
  const place = { template: source.file, logicalId: role.logicalId };
  return {
    arn,
    accountId: role.accountId,
    trust: located(`${role.name}/trust`, role.trustPolicy, {
      ...place,
      path: 'Properties.AssumeRolePolicyDocument',
    }),
    identity: role.identityPolicies.map(({ name, document }) =>
      located(name, document, { ...place, path: locateInlinePolicy(source.template, role.logicalId, name) }),
    ),
  };
}

function bucketOf(source: PipelineTemplate, buckets: readonly TemplateBucket[], arn: string): DeployedBucket {
  const bucket = buckets.find((one) => one.arn === arn);
  if (!bucket) throw incomplete(source.file, `it has no bucket ${arn}`);
  if (!bucket.policy) throw incomplete(source.file, `the bucket ${arn} has no policy`);
  const { accountId, versioned, logicalId } = bucket;
  return {
    arn,
    accountId,
    versioned,
    location: { template: source.file, logicalId, path: 'Properties' },
    policy: located(`${bucket.name}/policy`, bucket.policy, {
      template: source.file,
      logicalId: locateBucketPolicy(source.template, bucket) ?? logicalId,
      path: 'Properties.PolicyDocument',
    }),
    ...bucketSettings(source.template, logicalId),
  };
}

function located(
  name: string,
  document: LocatedPolicy['document'],
  location: LocatedPolicy['location'],
): LocatedPolicy {
  return { name, document, location, places: document.Statement.map((_, index) => index) };
}

function incomplete(file: string, why: string): PlatformError {
  return new PlatformError(securityModelErrors.DeploymentIncomplete, {
    message: `${file}: ${why}.`,
    context: { file },
  });
}
