import { Region, regionalResources, type PolicyDocument } from '@regional-pipeline/platform-model';
import { encryptionKeyPolicy, eventLogPolicy, notificationTopicPolicy } from './index.js';
import { REGIONAL, STRANGER } from './testing/accounts.js';
import { allowEverything, effectOf, sessionOf } from './testing/requests.js';

const resources = regionalResources(Region.parse('us-east-1'), REGIONAL);
const TOPIC = 'arn:aws:sns:us-east-1:111111111111:regional-pipeline-notifications';
const KEY = 'arn:aws:kms:us-east-1:111111111111:key/01234567-89ab-cdef-0123-456789abcdef';
const GROUP =
  'arn:aws:logs:us-east-1:111111111111:log-group:/aws/events/regional-pipeline-assume-role-failed';
const BUILD_LOG = 'arn:aws:logs:us-east-1:111111111111:log-group:/aws/codebuild/management-cluster-deploy';
const rule = (name: string, account = REGIONAL as string) =>
  `arn:aws:events:us-east-1:${account}:rule/regional-pipeline-${name}`;
const alarm = (name: string) => `arn:aws:cloudwatch:us-east-1:111111111111:alarm:regional-pipeline-${name}`;

/** A request of an AWS service on its own behalf. */
const byService = (
  service: string,
  action: string,
  resource: string,
  policy: PolicyDocument,
  context: Record<string, string>,
) =>
  effectOf(
    {
      action,
      resource,
      resourceAccountId: REGIONAL,
      principal: { kind: 'service', service },
      context: { 'aws:SecureTransport': 'true', ...context },
    },
    { resource: policy },
  );

describe('the topic of the notifications', () => {
  const policy = notificationTopicPolicy(resources);
  const publish = (service: string, context: Record<string, string>) =>
    byService(service, 'sns:Publish', TOPIC, policy, context);

  it.each(['run-failed', 'assume-role-unexpected'])('takes what the rule %s sends', (name) =>
    expect(publish('events.amazonaws.com', { 'aws:SourceArn': rule(name) })).toBe('allow'),
  );

  it.each([rule('assume-role-failed'), rule('other'), rule('run-failed', STRANGER)])(
    'takes nothing of the rule %s',
    (source) => expect(publish('events.amazonaws.com', { 'aws:SourceArn': source })).toBe('implicit-deny'),
  );

  it('takes the two alarms that nothing else tells of, and not those that a failed run sets off', () => {
    const of = (name: string, account = REGIONAL as string) =>
      publish('cloudwatch.amazonaws.com', { 'aws:SourceArn': alarm(name), 'aws:SourceAccount': account });
    expect([of('runs'), of('clusters-deployed')]).toEqual(['allow', 'allow']);
    expect([of('failed-deployments'), of('assume-role-failures')]).toEqual([
      'implicit-deny',
      'implicit-deny',
    ]);
    expect(of('runs', STRANGER)).toBe('implicit-deny');
  });

  it('takes nothing without TLS, not of the account itself either', () => {
    const request = {
      action: 'sns:Publish',
      resource: TOPIC,
      resourceAccountId: REGIONAL,
      principal: sessionOf('arn:aws:iam::111111111111:role/Administrator'),
    };
    const layers = { identity: allowEverything, resource: policy };
    const ask = (tls: string) => effectOf({ ...request, context: { 'aws:SecureTransport': tls } }, layers);
    expect([ask('true'), ask('false')]).toEqual(['allow', 'explicit-deny']);
  });
});

describe('the key of the logs and notifications', () => {
  const policy = encryptionKeyPolicy(resources);
  const use = (service: string, context: Record<string, string>, of = policy) =>
    byService(service, 'kms:GenerateDataKey', KEY, of, context);

  it('encrypts the two log groups, and no other', () => {
    const logs = (arn: string) =>
      use('logs.us-east-1.amazonaws.com', { 'kms:EncryptionContext:aws:logs:arn': arn });
    expect([logs(BUILD_LOG), logs(GROUP), logs(`${BUILD_LOG}-other`)]).toEqual([
      'allow',
      'allow',
      'implicit-deny',
    ]);
  });

  it('lets EventBridge in by the topic alone: a condition on the source is not supported there', () => {
    const events = (topic: string) =>
      use('events.amazonaws.com', { 'kms:EncryptionContext:aws:sns:topicArn': topic });
    expect([events(TOPIC), events(`${TOPIC}-other`)]).toEqual(['allow', 'implicit-deny']);
  });

  it("lets CloudWatch in for this account's alarms", () => {
    const alarms = (account: string) => use('cloudwatch.amazonaws.com', { 'aws:SourceAccount': account });
    expect([alarms(REGIONAL), alarms(STRANGER)]).toEqual(['allow', 'implicit-deny']);
  });

  it('knows the name that CloudWatch Logs has in China', () => {
    const china = encryptionKeyPolicy(regionalResources(Region.parse('cn-north-1'), REGIONAL));
    expect(JSON.stringify(china)).toContain('"logs.cn-north-1.amazonaws.com.cn"');
  });
});

describe('the log of failed AssumeRole calls', () => {
  it('takes the events of its rule alone', () => {
    const write = (source: string) =>
      byService(
        'events.amazonaws.com',
        'logs:PutLogEvents',
        `${GROUP}:log-stream:a`,
        eventLogPolicy(resources),
        {
          'aws:SourceArn': source,
        },
      );
    expect([write(rule('assume-role-failed')), write(rule('other'))]).toEqual(['allow', 'implicit-deny']);
  });
});
