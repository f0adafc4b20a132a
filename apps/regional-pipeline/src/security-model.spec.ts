import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadActionCatalogue, type ActionCatalogue } from '@regional-pipeline/policy-proofs';
import { Aspects, type App } from 'aws-cdk-lib/core';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { addStacks } from './stacks.js';
import { synthesize } from './synthesize.js';
import { goldenInputs } from './testing/golden-inputs.js';

jest.mock('./stacks.js', () => {
  const actual = jest.requireActual<{ addStacks: typeof addStacks }>('./stacks.js');
  return { addStacks: jest.fn(actual.addStacks) };
});

describe('a synthesis that proves the security model', () => {
  let catalogue: ActionCatalogue;
  let outdir: string;
  beforeAll(async () => {
    catalogue = await loadActionCatalogue();
    outdir = mkdtempSync(path.join(tmpdir(), 'security-model-'));
  });
  afterAll(() => rmSync(outdir, { recursive: true }));

  it.each(goldenInputs)('lets the templates of $region pass', (inputs) => {
    const { templates } = synthesize(inputs, path.join(outdir, inputs.region), { catalogue });
    expect(templates).toHaveLength(1 + inputs.managementAccounts.length);
  });

  it('fails with the request that a changed template would let through', () => {
    const [inputs] = goldenInputs;
    if (!inputs) throw new TypeError('there are no golden inputs');
    const actual = jest.requireActual<{ addStacks: typeof addStacks }>('./stacks.js');
    jest.mocked(addStacks).mockImplementationOnce((app: App, given) => {
      actual.addStacks(app, given);
      Aspects.of(app).add({ visit: widenTrust });
    });
    expect(() => synthesize(inputs, path.join(outdir, 'wide'), { catalogue })).toThrow(
      expect.objectContaining({
        code: 'TemplatesNotValid',
        message: expect.stringMatching(
          /SM-01: Nobody assumes D unless[^]*action {5}sts:AssumeRole/,
        ) as unknown,
      }) as Error,
    );
  });
});

function widenTrust(construct: unknown): void {
  if (!(construct instanceof CfnRole) || construct.roleName !== 'ManagementClusterDeployRole') return;
  construct.addPropertyDeletionOverride('AssumeRolePolicyDocument.Statement.0.Condition.StringEquals');
}
