import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startLocalAws } from './index.js';
import { region, REGIONAL } from './testing/small-world.js';

const template = {
  Resources: {
    Data: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'app-data' } },
    Reader: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: 'reader',
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'codebuild.amazonaws.com' },
              Action: 'sts:AssumeRole',
            },
          ],
        },
        Policies: [
          {
            PolicyName: 'read',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::app-data/*' }],
            },
          },
        ],
      },
    },
  },
};

describe('the README', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'local-aws-readme-'));
  const decisionLog = path.join(directory, 'decisions.jsonl');
  afterAll(() => rmSync(directory, { recursive: true }));

  it('has an example that works', async () => {
    // begin of the example
    const aws = await startLocalAws({
      world: { templates: [{ template, accountId: REGIONAL, region }] },
      decisionLog,
    });
    aws.putObject('app-data', 'greeting', 'hello'); // as the bucket's owner, past the policies

    const s3 = new S3Client({
      region,
      endpoint: aws.endpoint,
      credentials: aws.issueCredentials(`arn:aws:iam::${REGIONAL}:role/reader`),
    });
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'app-data', Key: 'greeting' }));
    // end of the example
    try {
      expect(await Body?.transformToString()).toBe('hello');
      expect(aws.decisions()).toEqual([expect.objectContaining({ action: 's3:GetObject', effect: 'allow' })]);
    } finally {
      await aws.close();
    }
  });

  it('shows the example that is run here', () => {
    const source = readFileSync(path.join(import.meta.dirname, 'readme.spec.ts'), 'utf8');
    const [, example = ''] = /\/\/ begin of the example\n([^]*?) *\/\/ end of the example/.exec(source) ?? [];
    const shown = example.replaceAll(/^ {4}/gm, '').trimEnd();
    expect(shown).toContain('startLocalAws');
    const readme = readFileSync(path.join(import.meta.dirname, '../README.md'), 'utf8');
    expect(readme).toContain(shown);
  });
});
