import type { PolicyStatement } from '@regional-pipeline/platform-model';
import {
  decide,
  liveGrants,
  loadActionCatalogue,
  roleSession,
  type ActionCatalogue,
  type PolicySet,
} from '../index.js';

const role = 'arn:aws:iam::111111111111:role/build';
const identity = (...Statement: readonly PolicyStatement[]): PolicySet => ({
  identity: [{ name: 'build', document: { Version: '2012-10-17', Statement } }],
});
let catalogue: ActionCatalogue;
beforeAll(async () => (catalogue = await loadActionCatalogue(['iam', 's3', 'eks'])));
const statuses = (policies: PolicySet) =>
  liveGrants(policies, { catalogue, within: roleSession(role) }).map(({ action, resource, status }) => [
    action,
    resource,
    status,
  ]);
const allow = (
  Action: string | readonly string[],
  Resource: string | readonly string[],
): PolicyStatement => ({
  Effect: 'Allow',
  Action,
  Resource,
});

describe('liveGrants', () => {
  it('has a request for each action and resource, allowed with the statement and not without', () => {
    const policies = identity(
      allow(['s3:GetObject', 's3:PutObject'], ['arn:aws:s3:::state/*', 'arn:aws:s3:::logs/*']),
    );
    const grants = liveGrants(policies, { catalogue, within: roleSession(role) });
    expect(grants).toHaveLength(4);
    for (const grant of grants) {
      expect(grant.status).toBe('live');
      if (grant.status === 'live') expect(decide(grant.request, policies).effect).toBe('allow');
    }
  });

  it('calls an action dead on an ARN that it does not take', () =>
    expect(statuses(identity(allow(['iam:ListRoles', 'iam:GetRole'], 'arn:aws:iam::*:role/eks-*')))).toEqual([
      ['iam:listroles', 'arn:aws:iam::*:role/eks-*', 'dead'],
      ['iam:getrole', 'arn:aws:iam::*:role/eks-*', 'live'],
    ]));

  it('calls dead what a Deny takes away, and what another statement allows anyway', () => {
    const deny: PolicyStatement = { Effect: 'Deny', Action: 'iam:*', Resource: '*' };
    expect(statuses(identity(allow('iam:GetRole', '*'), deny))).toEqual([['iam:getrole', '*', 'dead']]);
    expect(statuses(identity(allow('s3:GetObject', '*'), allow('s3:Get*', '*')))).toEqual([
      ['s3:getobject', '*', 'dead'],
      ['s3:get*', '*', 'live'],
    ]);
  });

  it('counts a future action of a service that is granted as a whole', () => {
    const actions = [{ name: 'eks:CreateCluster' }, { name: 'eks:DeleteCluster' }];
    const policies = identity(
      allow('eks:*', '*'),
      allow(
        actions.map(({ name }) => name),
        '*',
      ),
    );
    const small = { date: '2026-01-01', actions };
    const [whole, ...single] = liveGrants(policies, { catalogue: small, within: roleSession(role) });
    expect(whole).toMatchObject({ status: 'live', request: { action: 'eks:zzFutureAction' } });
    expect(single.map(({ status }) => status)).toEqual(['dead', 'dead']);
  });
});
