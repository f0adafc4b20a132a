import {
  decide,
  loadActionCatalogue,
  type ActionCatalogue,
  type Proof,
} from '@regional-pipeline/policy-proofs';
import type { Deployment } from '../deployment/deployment.js';
import { proveStatements } from '../prove-statements.js';
import {
  dropCondition,
  statementOf,
  withEditedPolicy,
  withEditedResources,
  type EditedPolicy,
  type OpenStatement,
} from '../testing/edit-template.js';

let catalogue: ActionCatalogue;
beforeAll(async () => {
  catalogue = await loadActionCatalogue();
});

const S = 'arn:aws:s3:::management-cluster-tf-state-111111111111-us-east-1';
const P = 'arn:aws:iam::111111111111:role/regional-pipeline-role';
const stranger = { AWS: 'arn:aws:iam::999999999999:root' };

/** The request of the first violation, for which the evaluator is asked as well. */
function requestAgainst(deployment: Deployment, id: string) {
  const failing = proveStatements(deployment, catalogue).filter(({ verdict }) => verdict !== 'proved');
  expect(failing.map((one) => one.id)).toEqual([id]);
  const part = failing[0]?.parts.find(({ proof }) => proof.verdict === 'violated');
  if (!part || part.obligation.kind === 'setting') throw new TypeError(`${id} is not violated`);
  const { request } = part.proof as Extract<Proof, { verdict: 'violated' }>;
  expect(decide(request, part.obligation.policies).effect).toBe('allow');
  return request;
}

const allow = (Principal: OpenStatement['Principal'], Action: string, Resource: string) =>
  ({ Effect: 'Allow', Principal, Action, Resource }) as OpenStatement;

type Edit = readonly [what: string, EditedPolicy, (all: OpenStatement[]) => void, id: string, action: string];

const edits: readonly Edit[] = [
  [
    'the state bucket lets a stranger change its policy',
    'state bucket',
    (all) => all.push(allow(stranger, 's3:PutBucketPolicy', S)),
    'SM-20',
    's3:PutBucketPolicy',
  ],
  [
    'the artifacts bucket lets everyone see its settings',
    'artifacts bucket',
    (all) =>
      all.push(
        allow('*', 's3:GetBucket*', S.replace('management-cluster-tf-state', 'regional-pipeline-artifacts')),
      ),
    'SM-20',
    's3:GetBucket',
  ],
  [
    'the state bucket lets P suspend its versions, which P is not granted itself',
    'state bucket',
    (all) => all.push(allow({ AWS: P }, 's3:PutBucketVersioning', S)),
    'SM-20',
    's3:PutBucketVersioning',
  ],
  ['the key is open to a stranger', 'key', (all) => all.push(allow(stranger, 'kms:*', '*')), 'SM-25', 'kms:'],
  [
    'the key lets C decrypt, which C is not granted itself',
    'key',
    (all) =>
      all.push(
        allow({ AWS: 'arn:aws:iam::111111111111:role/regional-pipeline-codebuild-role' }, 'kms:Decrypt', '*'),
      ),
    'SM-25',
    'kms:Decrypt',
  ],
  [
    'the key serves the logs of anybody',
    'key',
    (all) =>
      dropCondition(statementOf(all, 'EncryptLogs'), 'ArnEquals', 'kms:EncryptionContext:aws:logs:arn'),
    'SM-25',
    'kms:',
  ],
  [
    'any rule of any account sends messages',
    'topic',
    (all) => dropCondition(statementOf(all, 'PublishEvents'), 'ArnEquals', 'aws:SourceArn'),
    'SM-25',
    'sns:Publish',
  ],
  [
    'everyone reads the messages',
    'topic',
    (all) =>
      all.push(
        allow('*', 'sns:Subscribe', 'arn:aws:sns:us-east-1:111111111111:regional-pipeline-notifications'),
      ),
    'SM-25',
    'sns:Subscribe',
  ],
];

describe('a resource policy that grants too much', () => {
  it.each(edits)('violates its statement alone: %s', (_what, policy, edit, id, action) => {
    expect(requestAgainst(withEditedPolicy(policy, edit), id).action).toMatch(new RegExp(`^${action}`));
  });

  it('is found where CloudWatch Logs takes it as a text', () => {
    const open = withEditedResources(0, (resources) => {
      const policy = resources['MonitoringAssumeRoleRecordLogPolicyD1CA1606'];
      if (!policy) throw new TypeError('there is no policy of the log');
      policy.Properties['PolicyDocument'] = JSON.stringify({
        Version: '2012-10-17',
        Statement: [allow('*', 'logs:PutLogEvents', '*')],
      });
    });
    expect(requestAgainst(open, 'SM-25').action).toBe('logs:PutLogEvents');
  });
});
