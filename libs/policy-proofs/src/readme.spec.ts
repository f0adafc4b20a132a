import { readFileSync } from 'node:fs';
import path from 'node:path';
import { prove } from './testing/proof-example.js';
import { put } from './testing/readme-example.js';

describe('the example of the README', () => {
  it('is the one that runs here', () => {
    const example = readFileSync(path.join(__dirname, 'testing/readme-example.ts'), 'utf8');
    const readme = readFileSync(path.join(__dirname, '../README.md'), 'utf8');
    expect(readme).toContain(
      example.replace("'../index.js'", "'@regional-pipeline/policy-proofs'").replace('export const', 'const'),
    );
  });

  it('gives what the README says', () => {
    const readme = readFileSync(path.join(__dirname, '../README.md'), 'utf8');
    for (const region of ['us-east-1', 'us-west-2']) {
      const { effect, reason } = put(region);
      expect(readme).toContain(`put('${region}'); // ${effect}: ${reason}`);
    }
  });
});

describe('the proof of the README', () => {
  const read = (file: string) => readFileSync(path.join(__dirname, file), 'utf8');

  it('is the one that runs here', () =>
    expect(read('../README.md')).toContain(
      read('testing/proof-example.ts')
        .replace("'../index.js'", "'@regional-pipeline/policy-proofs'")
        .replace('export async function', 'async function'),
    ));

  it('gives what the README says', async () => {
    expect(await prove('one')).toEqual({ verdict: 'proved', catalogueDate: '2026-09-26' });
    expect(read('../README.md')).toContain("await prove('one'); // proved");
    const open = await prove('one', 'two');
    expect(open).toMatchObject({
      verdict: 'violated',
      request: { action: 'sts:AssumeRole', context: { 'sts:ExternalId': 'two' } },
      decidedBy: [{ policy: 'anything' }, { policy: 'deploy/trust', sid: 'Build' }],
    });
    expect(read('../README.md')).toContain(
      "await prove('one', 'two'); // violated, by a request with sts:ExternalId two, which statement Build allows",
    );
  });
});
