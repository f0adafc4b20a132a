import type { LocalAws } from '@regional-pipeline/local-aws';
import { readConnection } from './index.js';
import { accessAs, connectionArn, REGIONAL, startRegionalAccount } from './testing/operator-account.js';

let aws: LocalAws;
beforeEach(async () => {
  aws = await startRegionalAccount();
});
afterEach(() => aws.close());

const put = (arn: string, status: 'PENDING' | 'AVAILABLE' | 'ERROR') =>
  aws.putConnection({ arn, name: 'regional-pipeline-github', ownerAccountId: REGIONAL, status });

it.each(['PENDING', 'AVAILABLE', 'ERROR'] as const)('says that it is %s', async (status) => {
  put(connectionArn, status);
  expect(await readConnection(connectionArn, accessAs(aws, 'operator'))).toEqual({
    arn: connectionArn,
    name: 'regional-pipeline-github',
    status,
  });
});

it('asks in the region and under the service that the ARN names', async () => {
  const elsewhere = 'arn:aws:codestar-connections:eu-west-1:111111111111:connection/0a1b';
  put(elsewhere, 'AVAILABLE');
  expect((await readConnection(elsewhere, accessAs(aws, 'operator'))).status).toBe('AVAILABLE');
  expect(aws.decisions()).toMatchObject([
    { action: 'codestar-connections:GetConnection', resource: elsewhere, region: 'eu-west-1' },
  ]);
});

it('says that there is none', async () => {
  await expect(readConnection(connectionArn, accessAs(aws, 'operator'))).rejects.toMatchObject({
    code: 'ConnectionMissing',
    message: `there is no connection ${connectionArn}.`,
  });
});

it('says that a role may not ask', async () => {
  put(connectionArn, 'AVAILABLE');
  await expect(readConnection(connectionArn, accessAs(aws, 'stranger'))).rejects.toMatchObject({
    code: 'PipelineAccessDenied',
  });
});

it('does not take silence for an answer', async () => {
  put(connectionArn, 'AVAILABLE');
  aws.injectFault({ service: 'codestar-connections', answer: 'lose-answer' });
  await expect(readConnection(connectionArn, accessAs(aws, 'operator'))).rejects.toMatchObject({
    code: 'PipelineUnreachable',
    retryable: true,
  });
});
