import { DeleteObjectCommand, GetObjectCommand } from '@aws-sdk/client-s3';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startLocalAws, type WorldDescription } from './index.js';
import { refusal, s3As } from './testing/clients.js';
import { buildRole, CENTRAL, MANAGEMENT, region, smallWorld, stateBucket } from './testing/small-world.js';

async function withAws<T>(
  options: Parameters<typeof startLocalAws>[0],
  use: (aws: Awaited<ReturnType<typeof startLocalAws>>) => Promise<T>,
): Promise<T> {
  const aws = await startLocalAws(options);
  try {
    return await use(aws);
  } finally {
    await aws.close();
  }
}

describe('the decision log', () => {
  let directory: string;
  beforeEach(() => (directory = mkdtempSync(path.join(tmpdir(), 'decision-log-'))));
  afterEach(() => rmSync(directory, { recursive: true }));

  it('holds the line before the client has its answer, and is appended to', async () => {
    const decisionLog = path.join(directory, 'decisions.jsonl');
    const lines = () =>
      readFileSync(decisionLog, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown);
    for (const start of [1, 2]) {
      await withAws({ world: smallWorld, decisionLog }, async (aws) => {
        aws.putObject(stateBucket, 'a', 'x');
        await s3As(aws, buildRole).send(new GetObjectCommand({ Bucket: stateBucket, Key: 'a' }));
        expect(lines()).toHaveLength(start);
        expect(lines().at(-1)).toEqual(JSON.parse(JSON.stringify(aws.decisions().at(-1))));
      });
    }
    expect(lines()[0]).toEqual({
      time: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      requestId: expect.any(String) as string,
      service: 's3',
      action: 's3:GetObject',
      resource: `arn:aws:s3:::${stateBucket}/a`,
      principal: expect.stringContaining(':assumed-role/build-role/') as string,
      accountId: '111111111111',
      region: 'us-east-1',
      effect: 'allow',
      decidedBy: [{ layer: 'identity', policy: expect.stringContaining('inline') as string, index: 0 }],
      reason: expect.any(String) as string,
      context: expect.objectContaining({
        'aws:PrincipalOrgID': 'o-platform',
        'aws:ResourceOrgID': 'o-platform',
        'aws:SecureTransport': 'true',
      }) as object,
      httpStatus: 200,
    });
    expect(statSync(decisionLog).mode & 0o777).toBe(0o600);
  });
});

describe('a policy that the evaluator does not model', () => {
  it('is an error, never an allow', async () => {
    const bucket = {
      name: 'odd',
      accountId: CENTRAL,
      region,
      policy: {
        Version: '2012-10-17' as const,
        Statement: [
          {
            Effect: 'Allow' as const,
            Principal: '*' as const,
            Action: 's3:*',
            Resource: 'arn:aws:s3:::odd/*',
            Condition: { StringMostlyEquals: { 'aws:PrincipalOrgID': 'o-platform' } },
          },
        ],
      },
    };
    await withAws({ world: { ...smallWorld, buckets: [bucket] } }, async (aws) => {
      aws.putObject('odd', 'a', 'x');
      const read = s3As(aws, buildRole).send(new GetObjectCommand({ Bucket: 'odd', Key: 'a' }));
      expect(await refusal(read)).toEqual({ code: 'InternalError', status: 500 });
      expect(aws.decisions()).toEqual([
        expect.objectContaining({
          effect: 'undecided',
          reason: expect.stringContaining('StringMostlyEquals') as string,
          httpStatus: 500,
        }),
      ]);
    });
  });
});

describe('what a test sees of an object', () => {
  it('is the content of every version, newest first, without delete markers', async () => {
    await withAws({ world: smallWorld }, async (aws) => {
      for (const body of ['one', 'two']) aws.putObject(stateBucket, 'a.tflock', body);
      await s3As(aws, buildRole).send(new DeleteObjectCommand({ Bucket: stateBucket, Key: 'a.tflock' }));
      expect(aws.getObject(stateBucket, 'a.tflock')).toBeUndefined();
      expect(aws.objectVersions(stateBucket, 'a.tflock').map(String)).toEqual(['two', 'one']);
      expect(aws.objectVersions(stateBucket, 'never')).toEqual([]);
    });
  });
});

describe('a service that is not implemented', () => {
  it('answers 501, and is logged', async () => {
    await withAws({ world: smallWorld }, async (aws) => {
      const authorization =
        'AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/ec2/aws4_request, SignedHeaders=host, Signature=0';
      expect((await fetch(aws.endpoint, { headers: { authorization } })).status).toBe(501);
      expect(aws.decisions()).toEqual([
        expect.objectContaining({ service: 'ec2', effect: 'undecided', httpStatus: 501 }),
      ]);
    });
  });
});

describe('a world that cannot be', () => {
  const role = (RoleName: string, more = {}) => ({
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName,
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: { Service: 'codebuild.amazonaws.com' }, Action: 'sts:AssumeRole' },
        ],
      },
      ...more,
    },
  });
  const worldOf = (Resources: object): WorldDescription => ({
    templates: [{ template: { Resources }, accountId: MANAGEMENT, region }],
  });

  it('is refused for a role declared twice, and a bucket declared twice', async () => {
    const [template] = worldOf({ A: role('twin') }).templates;
    if (!template) throw new TypeError('no template');
    await expect(startLocalAws({ world: { templates: [template, template] } })).rejects.toMatchObject({
      code: 'LocalAwsWorldInvalid',
      message: `The role arn:aws:iam::${MANAGEMENT}:role/twin is declared twice.`,
    });
    const bucket = { name: stateBucket, accountId: CENTRAL, region };
    await expect(startLocalAws({ world: { ...smallWorld, buckets: [bucket] } })).rejects.toMatchObject({
      code: 'LocalAwsWorldInvalid',
    });
  });

  it('is refused for a permissions boundary that nobody declares', async () => {
    const boundary = `arn:aws:iam::${MANAGEMENT}:policy/nowhere`;
    const world = worldOf({ A: role('bounded', { PermissionsBoundary: boundary }) });
    await expect(startLocalAws({ world })).rejects.toMatchObject({
      code: 'LocalAwsWorldInvalid',
      message: expect.stringContaining(boundary) as string,
    });
  });
});

describe('wrong use', () => {
  it('says that the decision log cannot be opened', async () => {
    const decisionLog = path.join(tmpdir(), 'no such folder', 'decisions.jsonl');
    await expect(startLocalAws({ world: smallWorld, decisionLog })).rejects.toMatchObject({
      code: 'LocalAwsNotStarted',
      message: expect.stringContaining(decisionLog) as string,
    });
  });

  it('says which role or bucket is not there', async () => {
    await withAws({ world: smallWorld }, (aws) => {
      const stranger = `arn:aws:iam::${MANAGEMENT}:role/nobody`;
      const unknownRole = expect.objectContaining({ code: 'LocalAwsUnknownRole' }) as Error;
      expect(() => aws.issueCredentials(stranger)).toThrow(unknownRole);
      expect(() => aws.containerEnvironment(stranger)).toThrow(unknownRole);
      expect(() => aws.putObject('nowhere', 'a', 'x')).toThrow(
        expect.objectContaining({ code: 'LocalAwsUnknownBucket' }) as Error,
      );
      return Promise.resolve();
    });
  });

  it('says that a port is taken', async () => {
    await withAws({ world: smallWorld }, async ({ endpoint }) => {
      const port = Number(new URL(endpoint).port);
      await expect(startLocalAws({ world: smallWorld, port })).rejects.toMatchObject({
        code: 'LocalAwsNotStarted',
        message: expect.stringContaining(`127.0.0.1:${port}`) as string,
      });
    });
  });
});
