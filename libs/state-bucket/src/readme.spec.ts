import { readFileSync } from 'node:fs';
import path from 'node:path';
import { stateBucketErrors } from './index.js';
import { removeOrphanedLocks } from './testing/readme-example.js';
import { bucket, buildRoleArn, startStateAccount } from './testing/state-account.js';

const read = (file: string) => readFileSync(path.join(__dirname, file), 'utf8');
const readme = read('../README.md');

it('shows the example that is run here, with the environment alone', async () => {
  const example = read('testing/readme-example.ts').replace('../index.js', '@regional-pipeline/state-bucket');
  expect(readme).toContain('```ts\n' + example + '```');

  const aws = await startStateAccount();
  Object.assign(process.env, aws.containerEnvironment(buildRoleArn));
  const info = { ID: '1', Operation: 'apply', Info: '', Who: 'me@laptop', Version: '1.11.4', Path: '' };
  const Created = '2026-02-01T00:10:00Z';
  aws.putObject(bucket, 'mc01/terraform.tfstate.tflock', JSON.stringify({ ...info, Created }));
  const lines = await removeOrphanedLocks(() => []);
  await aws.close();
  expect(lines).toHaveLength(1);
  expect(readme).toContain(lines[0]);
});

it('tells of every error', () => {
  for (const code of Object.keys(stateBucketErrors)) expect(readme).toContain(`| \`${code}\``);
});
