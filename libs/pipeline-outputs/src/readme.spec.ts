import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  accessAs,
  connectionArn,
  pipelineStack,
  REGIONAL,
  startRegionalAccount,
} from './testing/operator-account.js';
import { whatToDoFirst } from './testing/readme-example.js';

const read = (file: string) => readFileSync(path.join(__dirname, file), 'utf8');

it('shows the example that is run here', async () => {
  const example = read('testing/readme-example.ts').replace(
    '../index.js',
    '@regional-pipeline/pipeline-outputs',
  );
  expect(read('../README.md')).toContain('```ts\n' + example + '```');

  const aws = await startRegionalAccount();
  aws.putStack(pipelineStack());
  const put = (status: 'PENDING' | 'AVAILABLE') =>
    aws.putConnection({
      arn: connectionArn,
      name: 'regional-pipeline-github',
      ownerAccountId: REGIONAL,
      status,
    });
  put('PENDING');
  expect(await whatToDoFirst(accessAs(aws, 'operator'))).toBe('complete the connection, it is PENDING');
  put('AVAILABLE');
  expect(await whatToDoFirst(accessAs(aws, 'operator'))).toMatch(/^see https:/);
  await aws.close();
});
