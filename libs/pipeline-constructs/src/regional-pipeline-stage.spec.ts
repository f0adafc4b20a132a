import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AccountId, Region } from '@regional-pipeline/platform-model';
import { App, Validations } from 'aws-cdk-lib/core';
import { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { BucketName, RegionalPipelineStage, RegionalPipelineStack, RepositoryId } from './index.js';
import { SecurityModelPlugin } from './security-model-plugin.js';
import { synthesizeStack } from './testing/synthesize-template.js';

const settings = {
  regionalAccount: AccountId.parse('111111111111'),
  repositoryId: RepositoryId.parse('owner/platform'),
  centralStateBucket: BucketName.parse('central-terraform-state'),
};
const managementAccount = AccountId.parse('222222222222');

describe('RegionalPipelineStage', () => {
  let outdir: string;
  let plugin: SecurityModelPlugin;
  beforeAll(async () => {
    plugin = await SecurityModelPlugin.load();
  });
  beforeEach(() => {
    outdir = mkdtempSync(path.join(tmpdir(), 'stage-'));
  });
  afterEach(() => rmSync(outdir, { recursive: true }));

  const appOf = (...regions: readonly string[]) => {
    const app = new App({
      outdir,
      analyticsReporting: false,
      treeMetadata: false,
      builtinCloudFormationValidation: false,
    });
    Validations.of(app).addPlugins(plugin);
    const stages = regions.map(
      (name) =>
        new RegionalPipelineStage(app, `rosa-regional-${name}-pipeline`, {
          ...settings,
          region: Region.parse(name),
          managementAccounts: [managementAccount],
        }),
    );
    return { app, stages };
  };

  it('gives the stacks the names that they have without a stage', () => {
    const { app, stages } = appOf('us-east-1', 'eu-west-1');
    app.synth();
    expect(
      stages
        .flatMap(({ pipeline, deployRoles }) => [pipeline, ...deployRoles])
        .map(({ stackName }) => stackName),
    ).toEqual([
      'regional-pipeline-us-east-1',
      'management-deploy-role-us-east-1-222222222222',
      'regional-pipeline-eu-west-1',
      'management-deploy-role-eu-west-1-222222222222',
    ]);
  });

  it('is an assembly of its own, with the template that the stack has without a stage', () => {
    const { app, stages } = appOf('us-east-1');
    app.synth();
    const [stage] = stages;
    if (!stage) throw new TypeError('there is no stage');
    const assembly = path.join(outdir, 'assembly-rosa-regional-us-east-1-pipeline');
    const { directory, stacks } = new CloudAssembly(assembly);
    expect(directory).toBe(stage.synth().directory);
    expect(stacks.map(({ stackName }) => stackName).sort()).toEqual([
      'management-deploy-role-us-east-1-222222222222',
      'regional-pipeline-us-east-1',
    ]);
    const alone = synthesizeStack(
      (other) => new RegionalPipelineStack(other, 'x', { ...settings, region: Region.parse('us-east-1') }),
    );
    expect(stacks.find(({ stackName }) => stackName === 'regional-pipeline-us-east-1')?.template).toEqual(
      JSON.parse(alone.text),
    );
  });

  it('is proved like any pipeline of the app', () => {
    const { app, stages } = appOf('us-east-1', 'eu-west-1');
    const role = stages[1]?.pipeline.node.findChild('BuildRole');
    if (!(role instanceof Object && 'addPropertyOverride' in role))
      throw new TypeError('there is no build role');
    (role.addPropertyOverride as (path: string, value: unknown) => void)(
      'AssumeRolePolicyDocument.Statement.0.Principal',
      { AWS: '*' },
    );
    expect(() => app.synth()).toThrow(/SM-05/);
  });
});
