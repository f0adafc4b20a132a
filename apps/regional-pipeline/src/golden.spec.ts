import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { synthesize } from './synthesize.js';
import { goldenInputs } from './testing/golden-inputs.js';

// A template that changed on purpose is accepted by `npx nx update-golden regional-pipeline`, in the same commit.
const golden = path.join(__dirname, 'golden');

describe('the templates', () => {
  let outdir: string;
  beforeAll(() => {
    outdir = mkdtempSync(path.join(tmpdir(), 'golden-'));
  });
  afterAll(() => rmSync(outdir, { recursive: true }));

  it.each(goldenInputs)('of $region are the accepted ones, byte by byte', (inputs) => {
    const { templates } = synthesize(inputs, path.join(outdir, inputs.region));
    expect(templates).toHaveLength(1 + inputs.managementAccounts.length);
    for (const { file } of templates) {
      const accepted = readFileSync(path.join(golden, path.basename(file)), 'utf8');
      expect(readFileSync(file, 'utf8')).toBe(accepted);
    }
  });

  it('are accepted ones without any left over', () => {
    expect(readdirSync(golden)).toHaveLength(
      goldenInputs.reduce((count, { managementAccounts }) => count + 1 + managementAccounts.length, 0),
    );
  });

  it('are the same when they are synthesized again', () => {
    const [inputs] = goldenInputs;
    if (!inputs) throw new TypeError('there are no golden inputs');
    const once = synthesize(inputs, path.join(outdir, 'once')).templates;
    const again = synthesize(inputs, path.join(outdir, 'again')).templates;
    expect(again.map(({ template }) => template)).toEqual(once.map(({ template }) => template));
  });
});
