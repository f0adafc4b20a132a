import { loadActionCatalogue, type ActionCatalogue } from '@regional-pipeline/policy-proofs';
import { rolesOf, type Deployment } from '../deployment/deployment.js';
import { statementOf, withEditedPolicy } from '../testing/edit-template.js';
import { deploymentOf, goldenPipelines, virginia } from '../testing/golden-pipelines.js';
import { deploymentGrants } from './deployment-grants.js';

let catalogue: ActionCatalogue;
beforeAll(async () => {
  const named = [
    'autoscaling',
    'codebuild',
    'codeconnections',
    'codestar-connections',
    'ec2',
    'ecr',
    'ecs',
    'eks',
  ];
  const more = ['eks-auth', 'iam', 'kms', 'logs', 's3', 'sns', 'ssm', 'ssmmessages', 'sts'];
  catalogue = await loadActionCatalogue([...named, ...more]);
});

const notLive = (deployment: Deployment) =>
  deploymentGrants(deployment, catalogue).filter(({ status }) => status !== 'live');

describe('the grants of a pipeline', () => {
  it.each(goldenPipelines)('are live, every one of them, in $intent.region', (pipeline) => {
    const deployment = deploymentOf(pipeline);
    const grants = deploymentGrants(deployment, catalogue);
    expect(grants.filter(({ status }) => status !== 'live')).toEqual([]);
    // C, P, D, where there is one F, and their trust policies; B; the policies of the key, the topic and the logs.
    expect(new Set(grants.map(({ by }) => by.policy)).size).toBe(pipeline.intent.regional?.fanOut ? 12 : 10);
  });

  it('are those of every action and resource that an Allow names', () => {
    const { regional, management } = deploymentOf(virginia);
    const policies = [
      ...(regional ? rolesOf(regional) : []),
      ...management.map(({ deployRole }) => deployRole),
    ].flatMap(({ trust, identity }) => [trust, ...identity]);
    const alone = (regional?.resourcePolicies ?? []).map(({ policy }) => policy);
    const named = [...policies, ...management.map(({ boundary }) => boundary), ...alone]
      .flatMap(({ document }) => document.Statement)
      .filter(({ Effect }) => Effect === 'Allow')
      .reduce(
        (sum, { Action = '', Resource = '' }) => sum + [Action].flat().length * [Resource].flat().length,
        0,
      );
    expect(deploymentGrants(deploymentOf(virginia), catalogue)).toHaveLength(named);
  });
});

describe('a dead grant', () => {
  it('of the deploy role is an action that takes no role, scoped to roles', () => {
    const dead = withEditedPolicy('deploy role', (all) => {
      statementOf(all, 'DescribeAndDeleteClusterRoles').Action = ['iam:GetRole', 'iam:ListRoles'];
    });
    expect(notLive(dead)).toMatchObject([
      { by: { sid: 'DescribeAndDeleteClusterRoles' }, action: 'iam:listroles', status: 'dead' },
    ]);
  });

  it('of the boundary is what its Denies take away again', () => {
    const dead = withEditedPolicy('boundary', (all) => {
      all.push({ Sid: 'Users', Effect: 'Allow', Action: 'iam:CreateUser', Resource: '*' });
    });
    expect(notLive(dead)).toMatchObject([{ by: { layer: 'boundary', sid: 'Users' }, status: 'dead' }]);
  });

  it('of a trust policy is what another of its statements allows anyway', () => {
    const dead = withEditedPolicy('deploy role trust', (all) => {
      const [first] = all;
      if (first) all.push({ ...first, Sid: 'Again' });
    });
    expect(notLive(dead)).toMatchObject([{ status: 'dead' }, { by: { sid: 'Again' }, status: 'dead' }]);
  });

  it('of a bucket policy is a reader whom its Denies lock out', () => {
    const dead = withEditedPolicy('state bucket', (all) => {
      all.push({
        Sid: 'Stranger',
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::999999999999:role/reader' },
        Action: ['s3:GetObject', 's3:GetBucketTagging'],
        Resource: [
          'arn:aws:s3:::management-cluster-tf-state-111111111111-us-east-1',
          'arn:aws:s3:::management-cluster-tf-state-111111111111-us-east-1/*',
        ],
      });
    });
    const found = deploymentGrants(dead, catalogue).filter(({ by }) => by.sid === 'Stranger');
    expect(found).toMatchObject(
      [
        ['s3:getobject', 'us-east-1', 'dead'],
        ['s3:getobject', '/*', 'dead'],
        ['s3:getbuckettagging', 'us-east-1', 'live'],
        ['s3:getbuckettagging', '/*', 'dead'],
      ].map(([action, end, status]) => ({
        action,
        resource: expect.stringMatching(new RegExp(`${end?.replace('*', '\\*') ?? ''}$`)) as string,
        status,
      })),
    );
  });
});
