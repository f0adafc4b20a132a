import { readFileSync } from 'node:fs';
import path from 'node:path';
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
