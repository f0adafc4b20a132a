import type { AccountId } from '@regional-pipeline/platform-model';
import {
  action,
  allOf,
  anyOf,
  not,
  principalAccount,
  resource,
  resourceAccount,
  roleSession,
  service,
  when,
  type RequestSet,
} from '@regional-pipeline/policy-proofs';
import type {
  Deployment,
  DeployedResourcePolicy,
  GuardedResource,
  LocatedPolicy,
} from '../deployment/deployment.js';
import type { ModelNames } from '../facts/names.js';
import { mayDoEverything, notByResourcePolicy, notGrantedToOwnAccount } from './layers.js';
import type { Obligation, RequestObligation } from './security-statement.js';

const logging = action(
  'kms:Encrypt',
  'kms:Decrypt',
  'kms:ReEncrypt*',
  'kms:GenerateDataKey*',
  'kms:DescribeKey',
);
const publishing = action('kms:Decrypt', 'kms:GenerateDataKey*');

/** The requests that each policy has a say in. */
const decidedBy = ({
  partition,
  region,
  regionalAccount,
}: ModelNames): Readonly<Record<GuardedResource, RequestSet>> => ({
  key: allOf(action('kms:*'), resource(`arn:${partition}:kms:${region}:${regionalAccount}:key/*`)),
  topic: action('sns:*'),
  log: action('logs:*'),
});

/**
 * What the AWS services that monitor a pipeline need of its key, its topic and its log.
 *
 * Source: CloudWatch Logs user guide, "Encrypt log data in CloudWatch Logs using AWS KMS"; SNS developer guide, "Key
 * management"; EventBridge user guide, "Using resource-based policies for Amazon EventBridge".
 */
function serviceNeeds(names: ModelNames): Readonly<Record<GuardedResource, RequestSet>> {
  const { topic, sendingRules, sendingAlarms, recordingRule, recordLog, buildLog, logsService } =
    names.monitoring;
  const from = (arns: readonly string[]) => when({ ArnEquals: { 'aws:SourceArn': arns } });
  const fromAccount = when({ StringEquals: { 'aws:SourceAccount': names.regionalAccount } });
  const streams = resource(`${recordLog}:*`);
  const writers = service('events.amazonaws.com', 'delivery.logs.amazonaws.com');
  return {
    key: allOf(
      decidedBy(names).key,
      anyOf(
        allOf(
          service(logsService),
          logging,
          when({ ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': [buildLog, recordLog] } }),
        ),
        allOf(
          service('events.amazonaws.com'),
          publishing,
          when({ StringEquals: { 'kms:EncryptionContext:aws:sns:topicArn': topic } }),
        ),
        allOf(service('cloudwatch.amazonaws.com'), publishing, fromAccount),
      ),
    ),
    topic: allOf(
      resource(topic),
      action('sns:Publish'),
      // A service that publishes on its own behalf may come without the key.
      not(when({ Bool: { 'aws:SecureTransport': 'false' } })),
      anyOf(
        allOf(service('events.amazonaws.com'), from(sendingRules)),
        allOf(service('cloudwatch.amazonaws.com'), fromAccount, from(sendingAlarms)),
      ),
    ),
    log: anyOf(
      // EventBridge makes the streams without saying for which rule.
      allOf(streams, writers, action('logs:CreateLogStream')),
      allOf(streams, writers, action('logs:PutLogEvents'), from([recordingRule])),
    ),
  };
}

/** Nobody else: the account's own roles and users by their own policies alone, and no other account at all. */
export function letsServicesInAlone({ names }: Deployment, guard: DeployedResourcePolicy): Obligation[] {
  const { policy, accountId, guards } = guard;
  const requests = allOf(resourceAccount(accountId), decidedBy(names)[guards]);
  return [
    notByResourcePolicy(policy, {
      about: `by anyone outside of ${accountId} but the services that need it, anything to the ${guards} by its policy`,
      requests: allOf(requests, not(principalAccount(accountId)), not(serviceNeeds(names)[guards])),
    }),
    notGrantedToOwnAccount(guard, {
      about: `by a role or user of ${accountId} whose own policies allow nothing, anything to the ${guards}`,
      requests,
    }),
    ...(guards === 'key' ? [keyManagedByAccount(policy, accountId, requests)] : []),
  ];
}

/** A key whose policy leaves nothing to its account is lost to everybody, with what it encrypts. */
function keyManagedByAccount(
  policy: LocatedPolicy,
  accountId: AccountId,
  onKeys: RequestSet,
): RequestObligation {
  return {
    kind: 'required',
    about: `by roles of ${accountId} with every identity policy, anything to the key`,
    policies: { identity: [mayDoEverything], resource: policy },
    requests: allOf(onKeys, roleSession(), principalAccount(accountId)),
    looksAt: [policy],
  };
}

/** SM-22, for the services. */
export function letsServicesIn(
  { names }: Deployment,
  { policy, accountId, guards }: DeployedResourcePolicy,
): RequestObligation {
  return {
    kind: 'required',
    about: `by the services that monitor the pipeline, what they need of the ${guards}`,
    policies: { identity: [mayDoEverything], resource: policy },
    requests: allOf(resourceAccount(accountId), serviceNeeds(names)[guards]),
    looksAt: [policy],
  };
}
