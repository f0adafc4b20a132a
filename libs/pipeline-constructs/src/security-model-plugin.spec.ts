import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AccountId, Region } from '@regional-pipeline/platform-model';
import { loadActionCatalogue, type ActionCatalogue } from '@regional-pipeline/policy-proofs';
import { centralBucketStatements } from '@regional-pipeline/trust-policies';
import { App, CfnResource, Validations } from 'aws-cdk-lib/core';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { BucketName } from './bucket-name.js';
import { ManagementDeployRoleStack } from './management-deploy-role-stack.js';
import { RegionalPipelineStack } from './regional-pipeline-stack.js';
import { RepositoryId } from './repository.js';
import { SecurityModelPlugin } from './security-model-plugin.js';

jest.mock('@regional-pipeline/trust-policies', () => {
  const actual = jest.requireActual<object & { centralBucketStatements: typeof centralBucketStatements }>(
    '@regional-pipeline/trust-policies',
  );
  return { ...actual, centralBucketStatements: jest.fn(actual.centralBucketStatements) };
});

const regionalAccount = AccountId.parse('111111111111');
const managementAccount = AccountId.parse('222222222222');

describe('the plugin', () => {
  let catalogue: ActionCatalogue;
  let outdir: string;
  beforeAll(async () => {
    catalogue = await loadActionCatalogue();
  });
  beforeEach(() => {
    outdir = mkdtempSync(path.join(tmpdir(), 'security-model-'));
  });
  afterEach(() => rmSync(outdir, { recursive: true }));

  const appWith = (...regions: readonly string[]) => {
    const app = new App({
      outdir,
      analyticsReporting: false,
      treeMetadata: false,
      builtinCloudFormationValidation: false,
    });
    Validations.of(app).addPlugins(new SecurityModelPlugin(catalogue));
    const stacks = regions.map((name) => {
      const region = Region.parse(name);
      const regional = new RegionalPipelineStack(app, `pipeline-${region}`, {
        region,
        regionalAccount,
        repositoryId: RepositoryId.parse('owner/repo'),
        centralStateBucket: BucketName.parse('central-terraform-state'),
      });
      const management = new ManagementDeployRoleStack(app, `deploy-role-${region}`, {
        region,
        regionalAccount,
        managementAccount,
      });
      return { regional, management };
    });
    return { app, stacks };
  };
  const resource = (stack: RegionalPipelineStack | ManagementDeployRoleStack, id: string): CfnResource => {
    const found = stack.node
      .findAll()
      .filter((construct) => CfnResource.isCfnResource(construct))
      .find((construct) => stack.resolve(construct.logicalId) === id);
    if (!found) throw new TypeError(`there is no resource ${id}`);
    return found;
  };
  const failureOf = (app: App): string => {
    try {
      app.synth();
    } catch (error) {
      return String(error);
    }
    throw new TypeError('the synth did not fail');
  };

  it('lets pass what the constructs make, for several regions in one app', () => {
    const { app } = appWith('us-east-1', 'eu-west-1');
    expect(() => app.synth()).not.toThrow();
  });

  it('fails the synth with the statement, the request, and where the policy statement stands', () => {
    const { app, stacks } = appWith('us-east-1');
    const [pipeline] = stacks;
    if (!pipeline) throw new TypeError('there is no pipeline');
    resource(pipeline.management, 'DeployRole').addPropertyDeletionOverride(
      'Policies.0.PolicyDocument.Statement.3.Condition',
    );
    const report = failureOf(app);
    for (const part of [
      'SM-14: `iam:PassRole` by D: only `role/eks-*`, only with `iam:PassedToService`',
      'action     iam:PassRole',
      'resource   arn:aws:iam::222222222222:role/eks-',
      'principal  arn:aws:sts::222222222222:assumed-role/ManagementClusterDeployRole/',
      'statement PassClusterRoles of ManagementClusterDeployRole/deploy (identity) allows iam:PassRole',
      'deploy-role-us-east-1/DeployRole',
      'at         deploy-role-us-east-1.template.json: DeployRole Properties.Policies.0.PolicyDocument.Statement.3',
    ]) {
      expect(report).toContain(part);
    }
  });

  it('takes no acknowledgement for a proof', () => {
    const { app, stacks } = appWith('us-east-1');
    const [pipeline] = stacks;
    if (!pipeline) throw new TypeError('there is no pipeline');
    resource(pipeline.regional, 'StateBucket').addPropertyDeletionOverride('BucketEncryption');
    Validations.of(app).acknowledge(
      { id: 'SM-20', reason: 'no' },
      { id: 'security-model::SM-20', reason: 'no' },
    );
    expect(failureOf(app)).toContain('it has no default encryption');
  });

  it('proves what Central is asked to allow with the templates', () => {
    const real = jest.mocked(centralBucketStatements).getMockImplementation();
    if (!real) throw new TypeError('there are no statements to widen');
    jest
      .mocked(centralBucketStatements)
      .mockImplementationOnce((reader) => real(reader).map((one) => ({ ...one, Condition: {} })));
    const report = failureOf(appWith('us-east-1').app);
    for (const part of [
      'SM-18: C on K: reads only',
      'resource   arn:aws:s3:::central-terraform-state',
      'at         the statements for the policy of central-terraform-state: central-terraform-state PolicyDocument.Statement.0',
    ]) {
      expect(report).toContain(part);
    }
  });

  it('fails the synth where a role has no statements', () => {
    const { app, stacks } = appWith('us-east-1');
    const [pipeline] = stacks;
    if (!pipeline) throw new TypeError('there is no pipeline');
    new CfnRole(pipeline.regional, 'Other', {
      roleName: 'other',
      assumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] },
    });
    expect(failureOf(app)).toContain(
      'has what the security model does not know: arn:aws:iam::111111111111:role/other',
    );
  });

  it('proves an app that has the management accounts alone', () => {
    const app = new App({
      outdir,
      analyticsReporting: false,
      treeMetadata: false,
      builtinCloudFormationValidation: false,
    });
    Validations.of(app).addPlugins(new SecurityModelPlugin(catalogue));
    const region = Region.parse('us-east-1');
    const stack = new ManagementDeployRoleStack(app, 'deploy-role', {
      region,
      regionalAccount,
      managementAccount,
    });
    resource(stack, 'DeployRole').addPropertyDeletionOverride(
      'AssumeRolePolicyDocument.Statement.0.Condition.ArnEquals',
    );
    expect(failureOf(app)).toContain('SM-02: No principal but C may assume D');
  });
});
