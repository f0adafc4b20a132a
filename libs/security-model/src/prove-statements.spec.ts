import {
  decide,
  loadActionCatalogue,
  type ActionCatalogue,
  type Proof,
} from '@regional-pipeline/policy-proofs';
import { explainViolation } from './explain-violation.js';
import type { Deployment } from './deployment/deployment.js';
import { proveStatements } from './prove-statements.js';
import {
  dropCondition,
  statementOf,
  withEditedPolicy,
  withEditedResources,
  type EditedPolicy,
  type OpenStatement,
} from './testing/edit-template.js';
import { deploymentOf, goldenPipelines } from './testing/golden-pipelines.js';

let catalogue: ActionCatalogue;
beforeAll(async () => {
  catalogue = await loadActionCatalogue();
});

const failing = (deployment: Deployment, ...only: readonly string[]) =>
  proveStatements(deployment, catalogue, { only }).filter(({ verdict }) => verdict !== 'proved');

describe('the statements', () => {
  it.each(goldenPipelines)('are all proved of the templates of $intent.region', (pipeline) => {
    const proofs = proveStatements(deploymentOf(pipeline), catalogue);
    expect(proofs.filter(({ verdict }) => verdict !== 'proved')).toEqual([]);
    expect(proofs.map(({ id }) => id)).toEqual([
      ...Array.from({ length: 21 }, (_, index) => `SM-${String(index + 1).padStart(2, '0')}`),
      'SM-25',
    ]);
    for (const { parts } of proofs) expect(parts.length).toBeGreaterThan(0);
  });

  it('about a template that is not there are left out, and only those', () => {
    const [virginia] = goldenPipelines;
    if (!virginia) throw new TypeError('there are no golden pipelines');
    const { region, regionalAccount } = virginia.intent;
    const ids = proveStatements(
      deploymentOf({ intent: { region, regionalAccount }, templates: virginia.templates.slice(1) }),
      catalogue,
    ).map(({ id }) => id);
    expect(ids).not.toContain('SM-25');
    expect(ids).toContain('SM-11');
  });

  it('can be asked for by their ids, and an unknown id is an error', () => {
    const [virginia] = goldenPipelines.map(deploymentOf);
    if (!virginia) throw new TypeError('there are no golden pipelines');
    expect(proveStatements(virginia, catalogue, { only: ['SM-15', 'SM-01'] }).map(({ id }) => id)).toEqual([
      'SM-01',
      'SM-15',
    ]);
    expect(() => proveStatements(virginia, catalogue, { only: ['SM-99'] })).toThrow(
      'SM-99 is not a statement that is proved of templates.',
    );
  });
});

type Edit = readonly [
  what: string,
  policy: EditedPolicy,
  edit: (statements: OpenStatement[]) => void,
  statement: string,
  action: string,
];

const S = 'arn:aws:s3:::management-cluster-tf-state-111111111111-us-east-1';

const edits: readonly Edit[] = [
  [
    'the external id condition dropped',
    'deploy role trust',
    (all) => dropCondition(statementOf(all, 'RegionalBuildRole'), 'StringEquals', 'sts:ExternalId'),
    'SM-01',
    'sts:AssumeRole',
  ],
  [
    'the trust widened to the account',
    'deploy role trust',
    (all) => dropCondition(statementOf(all, 'RegionalBuildRole'), 'ArnEquals', 'aws:PrincipalArn'),
    'SM-02',
    'sts:AssumeRole',
  ],
  [
    "the external id of the build role's own policy dropped",
    'build role',
    (all) => dropCondition(statementOf(all, 'AssumeDeployRole'), 'StringEquals', 'sts:ExternalId'),
    'SM-03',
    'sts:AssumeRole',
  ],
  [
    "a * put into the deploy role's name",
    'build role',
    (all) => {
      statementOf(all, 'AssumeDeployRole').Resource = 'arn:aws:iam::*:role/ManagementClusterDeployRole*';
    },
    'SM-04',
    'sts:AssumeRole',
  ],
  [
    'the region condition dropped from one service',
    'deploy role',
    (all) => {
      statementOf(all, 'BuildInRegion').Action = ['eks:*', 'ec2:*', 'autoscaling:*', 'logs:*'];
      all.push({ Sid: 'Added', Effect: 'Allow', Action: 'ecs:*', Resource: '*' });
    },
    'SM-06',
    'ecs:',
  ],
  [
    'every Deny dropped from the deploy role',
    'deploy role',
    (all) => all.splice(0, all.length, ...all.filter(({ Effect }) => Effect === 'Allow')),
    'SM-06',
    '',
  ],
  [
    'the boundary condition dropped from one action',
    'deploy role',
    (all) => {
      const statement = statementOf(all, 'ManageBoundedClusterRoles');
      const actions = [statement.Action ?? []].flat();
      statement.Action = actions.filter((action) => action !== 'iam:PutRolePolicy');
      all.push({
        Sid: 'Added',
        Effect: 'Allow',
        Action: 'iam:PutRolePolicy',
        Resource: 'arn:aws:iam::222222222222:role/eks-*',
      });
    },
    'SM-11',
    'iam:PutRolePolicy',
  ],
  [
    'PassedToService dropped',
    'deploy role',
    (all) => dropCondition(statementOf(all, 'PassClusterRoles'), 'StringEquals', 'iam:PassedToService'),
    'SM-14',
    'iam:PassRole',
  ],
  [
    'iam:CreatePolicy added, and taken from the Deny',
    'deploy role',
    (all) => {
      const deny = statementOf(all, 'DenyAllElse');
      deny.NotAction = [...[deny.NotAction ?? []].flat(), 'iam:CreatePolicy'];
      all.push({ Sid: 'Added', Effect: 'Allow', Action: 'iam:CreatePolicy', Resource: '*' });
    },
    'SM-08',
    'iam:CreatePolicy',
  ],
  [
    "the prefix condition of the central bucket's listing dropped",
    'build role',
    (all) => dropCondition(statementOf(all, 'ListCentralState'), 'StringLike', 's3:prefix'),
    'SM-18',
    's3:ListBucket',
  ],
  [
    's3:PutObject granted on the central bucket',
    'build role',
    (all) => {
      const statement = statementOf(all, 'ReadCentralState');
      statement.Action = [...[statement.Action ?? []].flat(), 's3:PutObject'];
    },
    'SM-18',
    's3:PutObject',
  ],
  [
    'the TLS deny dropped',
    'state bucket',
    (all) => all.splice(all.indexOf(statementOf(all, 'DenyWithoutTls')), 1),
    'SM-20',
    's3:',
  ],
  [
    'delete allowed on *.tfstate',
    'build role',
    (all) => {
      const statement = statementOf(all, 'Unlock');
      statement.Resource = [...[statement.Resource ?? []].flat(), `${S}/*.tfstate`];
    },
    'SM-19',
    's3:DeleteObject',
  ],
  [
    's3:PutBucketPolicy granted',
    'build role',
    (all) => all.push({ Sid: 'Added', Effect: 'Allow', Action: 's3:PutBucketPolicy', Resource: S }),
    'SM-21',
    's3:PutBucketPolicy',
  ],
];

describe('an insecure template', () => {
  it.each(edits)(
    'with %s violates its statement, by a request that is allowed',
    (_what, policy, edit, id, action) => {
      const [statement] = failing(withEditedPolicy(policy, edit), id);
      const part = statement?.parts.find(({ proof }) => proof.verdict === 'violated');
      if (!part || part.obligation.kind === 'setting') throw new TypeError(`${id} is not violated`);
      const proof = part.proof as Extract<Proof, { verdict: 'violated' }>;
      expect(proof.request.action).toMatch(new RegExp(`^${action}`));
      expect(decide(proof.request, part.obligation.policies).effect).toBe('allow');
      expect(explainViolation(part)?.locations.length).toBeGreaterThan(0);
    },
  );

  it.each([
    ['BucketEncryption', 'it has no default encryption'],
    ['PublicAccessBlockConfiguration', 'the switches that are on: none'],
    ['VersioningConfiguration', 'versioning is not enabled'],
  ])('without %s of a bucket violates SM-20', (property, found) => {
    const deployment = withEditedResources(0, (resources) => {
      delete resources['StateBucket']?.Properties[property];
    });
    const [statement] = failing(deployment, 'SM-20');
    expect(statement?.parts.flatMap((part) => explainViolation(part)?.lines ?? [])).toEqual([found]);
  });

  it('says which statement of which template lets the request through', () => {
    const deployment = withEditedPolicy('build role', (all) =>
      all.push({ Sid: 'Added', Effect: 'Allow', Action: 's3:PutBucketPolicy', Resource: S }),
    );
    const [part] = failing(deployment, 'SM-21').flatMap(({ parts }) =>
      parts.filter(({ proof }) => proof.verdict === 'violated'),
    );
    if (!part) throw new TypeError('SM-21 is not violated');
    expect(explainViolation(part)).toMatchObject({
      lines: [
        'action     s3:PutBucketPolicy',
        `resource   ${S}`,
        expect.stringMatching(
          /^principal {2}arn:aws:sts::111111111111:assumed-role\/regional-pipeline-codebuild-role\//,
        ) as unknown,
        expect.stringMatching(/^conditions /) as unknown,
        expect.stringContaining(
          'allowed because statement Added of regional-pipeline-codebuild-role/build',
        ) as unknown,
      ],
      locations: [
        {
          template: 'regional-pipeline-us-east-1.template.json',
          logicalId: 'BuildRole',
          path: 'Properties.Policies.0.PolicyDocument.Statement.12',
        },
      ],
    });
  });
});

describe('pairs of regions', () => {
  it('are apart where both share one regional account and one management account', () => {
    const [virginia] = goldenPipelines.map(deploymentOf);
    if (!virginia) throw new TypeError('there are no golden pipelines');
    const oregon = inOregon();
    const [proof] = proveStatements(virginia, catalogue, { only: ['SM-03'], beside: [oregon] });
    expect(proof?.verdict).toBe('proved');
    // Two of the region alone, from which every pair follows, and the pair in both directions.
    expect(proof?.parts).toHaveLength(4);
  });

  it('are not where neither side pins the external id', () => {
    const open = withEditedPolicy('build role', (all) =>
      dropCondition(statementOf(all, 'AssumeDeployRole'), 'StringEquals', 'sts:ExternalId'),
    );
    const [proof] = proveStatements(open, catalogue, { only: ['SM-03'], beside: [inOregon()] });
    const across = proof?.parts.find(({ obligation }) => obligation.about.includes('of us-east-1, taking'));
    expect(across?.proof).toMatchObject({ verdict: 'violated', request: { action: 'sts:AssumeRole' } });
  });
});

/** The same pipeline, but for its region. */
function inOregon(): Deployment {
  const [virginia] = goldenPipelines;
  if (!virginia) throw new TypeError('there are no golden pipelines');
  const moved = JSON.parse(JSON.stringify(virginia).replaceAll('us-east-1', 'us-west-2')) as typeof virginia;
  return deploymentOf(moved);
}
