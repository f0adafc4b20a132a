import type { PolicyStatement } from '@regional-pipeline/platform-model';
import {
  action,
  allOf,
  not,
  onResourceOfItsAction,
  proveNone,
  resource,
  roleSession,
  type ActionCatalogue,
  type PolicySet,
  type RequestSet,
} from '../index.js';

const catalogue: ActionCatalogue = {
  date: '2026-01-01',
  actions: [
    { name: 'ecs:RunTask', accessLevel: 'Write', resourceArns: ['arn:*:ecs:*:*:task-definition/*'] },
    { name: 'sts:AssumeRole', accessLevel: 'Write', resourceArns: ['arn:*:iam::*:role/*'] },
  ],
};
const build = 'arn:aws:iam::111111111111:role/build';

/** The request that a role may make by a statement, where resources leave it to its account. */
function requestOf(statement: PolicyStatement, set: RequestSet, grant: PolicyStatement) {
  const policies: PolicySet = {
    identity: [{ name: 'build', document: { Version: '2012-10-17', Statement: [statement] } }],
    resource: { name: 'owner', document: { Version: '2012-10-17', Statement: [grant] } },
  };
  const proof = proveNone(policies, allOf(set, roleSession(build)), {
    catalogue,
    within: onResourceOfItsAction,
  });
  return proof.verdict === 'violated' ? proof.request : proof;
}

const Principal = { AWS: '111111111111' };

describe('the request that a proof shows', () => {
  it('is like one that AWS gets: its names, organization and keys as they are written', () =>
    expect(
      requestOf(
        {
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Resource: 'arn:aws:iam::*:role/Deploy*',
          Condition: { StringEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } },
        },
        allOf(action('sts:*'), not(resource('arn:aws:iam::*:role/Deploy'))),
        { Effect: 'Allow', Principal, Action: 'sts:*' },
      ),
    ).toMatchObject({
      action: 'sts:AssumeRole',
      resource: 'arn:aws:iam::111111111111:role/Deployexample',
      principal: { sessionArn: 'arn:aws:sts::111111111111:assumed-role/build/session' },
      context: { 'aws:ResourceOrgID': 'o-example123', 'aws:PrincipalOrgID': 'o-example123' },
    }));

  it('is on a resource of the kind that its action takes, and never of an action whose kinds are not known', () =>
    expect(
      requestOf({ Effect: 'Allow', Action: 'ecs:*', Resource: '*' }, action('ecs:*'), {
        Effect: 'Allow',
        Principal,
        Action: '*',
        Resource: '*',
      }),
    ).toMatchObject({
      action: 'ecs:RunTask',
      resource: expect.stringMatching(/^arn:aws:ecs:us-east-1:\d{12}:task-definition\/example$/) as string,
    }));
});
