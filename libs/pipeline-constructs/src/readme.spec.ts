import { readFileSync } from 'node:fs';
import path from 'node:path';
import { addPipelineOfFrankfurt } from './testing/example.js';
import { synthesizeStacks } from './testing/synthesize-template.js';

const read = (file: string) => readFileSync(path.join(__dirname, file), 'utf8');

/** The package's own name breaks lines where the relative path does not. */
const withoutLayout = (code: string) => code.replace(/\s+/g, '').replaceAll(',}', '}');

describe('the example of the README', () => {
  it('is the code that this test runs', () => {
    const example = read('testing/example.ts').replace(
      '../index.js',
      '@regional-pipeline/pipeline-constructs',
    );
    const [, shown = ''] = /```ts\n(.*?)```/s.exec(read('../README.md')) ?? [];
    expect(withoutLayout(shown)).toBe(withoutLayout(example));
  });

  it('makes a pipeline and a deploy role that trusts it', () => {
    const stacks = synthesizeStacks(addPipelineOfFrankfurt);
    const text = stacks.map((stack) => stack.text).join('\n');
    expect(stacks).toHaveLength(2);
    expect(text).toContain('"management-cluster-tf-state-111111111111-eu-central-1"');
    expect(text).toContain('"sts:ExternalId": "regional-pipeline-eu-central-1"');
  });
});
