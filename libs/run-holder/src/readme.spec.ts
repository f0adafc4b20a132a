import { readFileSync } from 'node:fs';
import path from 'node:path';
import { thisHolder } from './index.js';
import { judgeTakeOver } from './testing/readme-example.js';

const read = (file: string) => readFileSync(path.join(__dirname, file), 'utf8');
const readme = read('../README.md');

it('shows the example that is run here', async () => {
  const example = read('testing/readme-example.ts').replace('../index.js', '@regional-pipeline/run-holder');
  expect(readme).toContain('```ts\n' + example + '```');

  const holder = { ...(await thisHolder({})), host: 'vm', pid: 4711 };
  const elsewhere = { ...holder, bootId: 'other', machineId: null };
  expect(readme).toContain((await judgeTakeOver(elsewhere)).replace(/which is .*/, 'which is …'));
});
