import { readFileSync } from 'node:fs';
import path from 'node:path';
import { rejected, selected, skipped } from './testing/readme-example.js';

const read = (file: string) => readFileSync(path.join(__dirname, file), 'utf8');

it('shows the example that is run here', () => {
  const example = read('testing/readme-example.ts').replace(
    '../index.js',
    '@regional-pipeline/cluster-filter',
  );
  expect(read('../README.md')).toContain('```ts\n' + example + '```');
});

it('says what comes out of it', () => {
  expect(selected).toMatchObject([
    { name: 'mc01', stateKey: 'mc01/terraform.tfstate', variables: { node_count: 3 } },
  ]);
  expect(skipped).toEqual([
    {
      name: 'mc02',
      accountId: '333333333333',
      reason: 'no-definition',
      detail: 'no file under management-clusters/us-east-1/ names it',
    },
  ]);
  expect(rejected).toEqual([]);
});
