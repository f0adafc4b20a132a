import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AccountId, Region } from '@regional-pipeline/platform-model';
import { readTemplatePolicies } from '@regional-pipeline/policy-proofs';
import { App, Stack, Validations, type CfnResource } from 'aws-cdk-lib/core';
import {
  ManagementDeployRoleStack,
  ManagementDeployRoleStackSet,
  OrganizationalUnitId,
  SecurityModelPlugin,
} from './index.js';
import { synthesizeStack } from './testing/synthesize-template.js';

const region = Region.parse('us-gov-west-1');
const regionalAccount = AccountId.parse('111111111111');
const organizationalUnitIds = [OrganizationalUnitId.parse('ou-ab12-11111111')] as const;

const addTo = (scope: App) =>
  new ManagementDeployRoleStackSet(new Stack(scope, 'central'), 'DeployRoles', {
    region,
    regionalAccount,
    organizationalUnitIds,
  });
const { resources, assets } = synthesizeStack(addTo);
const properties = resources['DeployRoles']?.Properties ?? {};
const body = String(properties['TemplateBody']);
const template = JSON.parse(body) as unknown;

describe('ManagementDeployRoleStackSet', () => {
  it("deploys to the units' accounts, later ones too, but for the regional account, in one region", () => {
    expect(properties).toMatchObject({
      StackSetName: 'management-deploy-role-us-gov-west-1',
      PermissionModel: 'SERVICE_MANAGED',
      CallAs: 'DELEGATED_ADMIN',
      AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
      Capabilities: ['CAPABILITY_NAMED_IAM'],
      StackInstancesGroup: [
        {
          Regions: ['us-gov-west-1'],
          DeploymentTargets: {
            OrganizationalUnitIds: ['ou-ab12-11111111'],
            AccountFilterType: 'DIFFERENCE',
            Accounts: ['111111111111'],
          },
        },
      ],
    });
  });

  it('has its template inline, without an asset, within what StackSets take', () => {
    expect(assets).toBe(0);
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(51_200);
    expect(Object.keys(template as object)).toEqual(['Description', 'Resources', 'Outputs']);
  });

  it.each(['222222222222', '333333333333', '999999999999'])(
    'gives the account %s exactly the policies of the stack for that account',
    (id) => {
      const accountId = AccountId.parse(id);
      const stack = synthesizeStack(
        (app) =>
          new ManagementDeployRoleStack(app, 'role', {
            region,
            regionalAccount,
            managementAccount: accountId,
          }),
      );
      const ofStack = readTemplatePolicies({
        template: JSON.parse(stack.text) as unknown,
        accountId,
        region,
      });
      expect(readTemplatePolicies({ template, accountId, region })).toEqual(ofStack);
      expect(ofStack.roles).toHaveLength(1);
    },
  );

  it('names no account but the regional one', () => {
    expect([...new Set(body.match(/\b\d{12}\b/g))]).toEqual(['111111111111']);
  });
});

describe('the security model', () => {
  let plugin: SecurityModelPlugin;
  let outdir: string;
  beforeAll(async () => {
    plugin = await SecurityModelPlugin.load();
  });
  beforeEach(() => {
    outdir = mkdtempSync(path.join(tmpdir(), 'stack-set-'));
  });
  afterEach(() => rmSync(outdir, { recursive: true }));

  const synthesizeProved = (edit: (stackSet: CfnResource) => void) => {
    const app = new App({
      outdir,
      analyticsReporting: false,
      treeMetadata: false,
      builtinCloudFormationValidation: false,
    });
    Validations.of(app).addPlugins(plugin);
    edit(addTo(app));
    return () => app.synth();
  };

  it('holds of the StackSet', () => {
    expect(synthesizeProved(() => undefined)).not.toThrow();
  });

  it('is asked of the body as it was written: an insecure one fails the synth', () => {
    const synth = synthesizeProved((stackSet) =>
      stackSet.addPropertyOverride('TemplateBody', body.replace('"sts:ExternalId"', '"aws:PrincipalTag/x"')),
    );
    expect(synth).toThrow(/SM-01/);
  });

  it('does not hold where the account is written down instead of taken from where it is deployed', () => {
    const written = body.replaceAll(
      /\{"Fn::Join":\["",\[((?:"[^"]*"|\{"Ref":"AWS::AccountId"\}|,)*)\]\]\}/g,
      (_join, parts: string) =>
        JSON.stringify(
          (JSON.parse(`[${parts}]`) as unknown[])
            .map((part) => (typeof part === 'string' ? part : '222222222222'))
            .join(''),
        ),
    );
    expect(written).not.toBe(body);
    expect(synthesizeProved((stackSet) => stackSet.addPropertyOverride('TemplateBody', written))).toThrow();
  });
});
