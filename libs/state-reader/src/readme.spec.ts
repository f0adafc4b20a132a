import { readFileSync } from 'node:fs';
import path from 'node:path';
import { stateReaderErrors } from './index.js';
import { centralState, mintAccounts } from './testing/central-state.js';
import { object, startOddS3 } from './testing/odd-s3.js';
import { countAccounts } from './testing/readme-example.js';

const read = (file: string) => readFileSync(path.join(__dirname, file), 'utf8');
const readme = read('../README.md');

it('shows the example that is run here, with the environment alone', async () => {
  const example = read('testing/readme-example.ts').replace('../index.js', '@regional-pipeline/state-reader');
  expect(readme).toContain('```ts\n' + example + '```');

  const s3 = await startOddS3(object(centralState(mintAccounts(3))));
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: s3.endpoint,
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
  });
  const line = await countAccounts();
  await s3.close();
  expect(readme).toContain(line);
});

it('tells of every error', () => {
  for (const code of Object.keys(stateReaderErrors)) expect(readme).toContain(`| \`${code}\``);
});
