import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App, Stack, Validations, type Acknowledgment } from 'aws-cdk-lib/core';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { AwsSolutionsChecks } from 'cdk-nag';
import { loadBestPractices } from './best-practices.js';
import { addStacks } from './stacks.js';
import { synthesize } from './synthesize.js';
import { goldenInputs } from './testing/golden-inputs.js';

jest.mock('./stacks.js', () => {
  const actual = jest.requireActual<{ addStacks: typeof addStacks }>('./stacks.js');
  return { addStacks: jest.fn(actual.addStacks) };
});

describe("cdk-nag's AwsSolutions pack", () => {
  let outdir: string;
  beforeAll(() => {
    outdir = mkdtempSync(path.join(tmpdir(), 'best-practices-'));
  });
  afterAll(() => rmSync(outdir, { recursive: true }));

  it.each(goldenInputs)('finds nothing in $region that has no reason', async (inputs) => {
    const checks = [await loadBestPractices()];
    expect(() => synthesize(inputs, path.join(outdir, inputs.region), { checks })).not.toThrow();
  });

  it('fails a synthesis by what has no reason', async () => {
    const [inputs] = goldenInputs;
    if (!inputs) throw new TypeError('there are no golden inputs');
    const actual = jest.requireActual<{ addStacks: typeof addStacks }>('./stacks.js');
    jest.mocked(addStacks).mockImplementationOnce((app: App, given) => {
      actual.addStacks(app, given);
      const stack = app.node.children.find((child) => Stack.isStack(child));
      if (stack) new CfnTopic(stack, 'PlainTopic');
    });
    const checks = [await loadBestPractices()];
    expect(() => synthesize(inputs, path.join(outdir, 'plain'), { checks })).toThrow(/AwsSolutions-SNS3/);
  });

  it('is given no reason for what it does not find, and a sentence for each that it finds', () => {
    const given = new Map<string, string>();
    const record = jest
      .spyOn(Validations.prototype, 'acknowledge')
      .mockImplementation((...rules: Acknowledgment[]) => {
        for (const { id, reason } of rules) given.set(id.replace('AwsSolutions::', ''), reason);
      });
    const found = new Set(
      goldenInputs.flatMap((inputs) => {
        const app = new App({ outdir: path.join(outdir, `found-${inputs.region}`) });
        addStacks(app, inputs);
        return new AwsSolutionsChecks().validateScope(app).violations.map(({ ruleName }) => ruleName);
      }),
    );
    record.mockRestore();
    expect(found.size).toBeGreaterThan(20);
    expect([...given.keys()].sort()).toEqual([...found].sort());
    for (const reason of given.values()) expect(reason.length).toBeGreaterThan(60);
  });
});
