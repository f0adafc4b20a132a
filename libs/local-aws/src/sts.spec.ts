import { AssumeRoleCommand, GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { startLocalAws, type LocalAws } from './index.js';
import { refusal, s3As, stsAs } from './testing/clients.js';
import {
  blindRole,
  buildRole,
  deployRole,
  MANAGEMENT,
  region,
  REGIONAL,
  smallWorld,
  stateBucket,
  strangerRole,
} from './testing/small-world.js';

let aws: LocalAws;
let sts: STSClient;

beforeAll(async () => {
  aws = await startLocalAws({ world: smallWorld });
  sts = stsAs(aws, buildRole);
});
afterAll(() => aws.close());

const request = {
  RoleArn: deployRole,
  RoleSessionName: 'us-east-1.run.cluster',
  ExternalId: 'regional-pipeline-us-east-1',
};
const assume = (more: object = {}, client = sts) =>
  client.send(new AssumeRoleCommand({ ...request, ...more }));
const denied = { code: 'AccessDenied', status: 403 };

describe('AssumeRole', () => {
  it('gives a session that the caller identity shows, and that works', async () => {
    const { Credentials, AssumedRoleUser } = await assume();
    const sessionArn = `arn:aws:sts::${MANAGEMENT}:assumed-role/deploy-role/us-east-1.run.cluster`;
    expect(AssumedRoleUser?.Arn).toBe(sessionArn);
    const credentials = {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    };
    const identity = await stsAs(aws, buildRole, { credentials }).send(new GetCallerIdentityCommand());
    expect(identity).toMatchObject({
      Account: MANAGEMENT,
      Arn: sessionArn,
      UserId: AssumedRoleUser?.AssumedRoleId,
    });
  });

  it('is decided by the trust policy and the caller’s own policies together', async () => {
    await assume();
    expect(aws.decisions().at(-1)).toMatchObject({
      service: 'sts',
      action: 'sts:AssumeRole',
      resource: deployRole,
      principal: expect.stringMatching(`^arn:aws:sts::${REGIONAL}:assumed-role/build-role/`) as string,
      accountId: REGIONAL,
      region: 'us-east-1',
      effect: 'allow',
      decidedBy: [{ layer: 'identity' }, { layer: 'resource' }],
      context: { 'sts:ExternalId': 'regional-pipeline-us-east-1', 'aws:RequestedRegion': 'us-east-1' },
      httpStatus: 200,
    });
    expect(await refusal(assume({ ExternalId: 'regional-pipeline-eu-west-1' }))).toEqual(denied);
    expect(await refusal(assume({ ExternalId: undefined }))).toEqual(denied);
    expect(await refusal(assume({}, stsAs(aws, blindRole)))).toEqual(denied);
    expect(await refusal(assume({}, stsAs(aws, strangerRole)))).toEqual(denied);
  });

  it('answers for a missing role as for one that may not be assumed', async () => {
    const RoleArn = `arn:aws:iam::${MANAGEMENT}:role/missing-role`;
    expect(await refusal(assume({ RoleArn }))).toEqual(denied);
    expect(aws.decisions().at(-1)).toMatchObject({
      effect: 'implicit-deny',
      reason: `the role ${RoleArn} does not exist`,
    });
  });

  it('caps a chained session at one hour', async () => {
    const start = Date.now();
    const { Credentials } = await assume({ DurationSeconds: 3600 });
    const lifetime = ((Credentials?.Expiration?.getTime() ?? 0) - start) / 1000;
    expect(lifetime).toBeGreaterThan(3590);
    expect(lifetime).toBeLessThan(3610);
    expect(await refusal(assume({ DurationSeconds: 3601 }))).toEqual({
      code: 'ValidationError',
      status: 400,
    });
  });

  it.each([
    { RoleSessionName: 'has space' },
    { RoleSessionName: 'x' },
    { RoleSessionName: 'x'.repeat(65) },
    { DurationSeconds: 899 },
    { RoleArn: 'deploy-role' },
    { ExternalId: 'no spaces' },
  ])('refuses %j as the API’s constraints do', async (parameters) => {
    expect(await refusal(assume(parameters))).toEqual({ code: 'ValidationError', status: 400 });
  });

  it('answers NotImplemented to what it would ignore', async () => {
    const tagged = assume({ Tags: [{ Key: 'a', Value: 'b' }] });
    expect(await refusal(tagged)).toEqual({ code: 'NotImplemented', status: 501 });
    const named = assume({ SourceIdentity: 'somebody' });
    expect(await refusal(named)).toEqual({ code: 'NotImplemented', status: 501 });
  });

  it('narrows a session by its session policy and its role’s boundary', async () => {
    const clientOf = async (more: object) => {
      const { Credentials } = await assume(more);
      return new S3Client({
        endpoint: aws.endpoint,
        region,
        credentials: {
          accessKeyId: Credentials?.AccessKeyId ?? '',
          secretAccessKey: Credentials?.SecretAccessKey ?? '',
          sessionToken: Credentials?.SessionToken ?? '',
        },
      });
    };
    aws.putObject('workload', 'a', 'x');
    const object = { Bucket: 'workload', Key: 'a' };
    const whole = await clientOf({});
    expect((await whole.send(new GetObjectCommand(object))).ContentLength).toBe(1);
    expect(await refusal(whole.send(new PutObjectCommand({ ...object, Body: 'y' })))).toEqual(denied);
    const nothing = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] };
    const narrowed = await clientOf({ Policy: JSON.stringify(nothing) });
    expect(await refusal(narrowed.send(new GetObjectCommand(object)))).toEqual(denied);
    const malformed = assume({ Policy: '{"Version":"2012-10-17","Statement":[{"Effect":"Maybe"}]}' });
    expect(await refusal(malformed)).toEqual({ code: 'MalformedPolicyDocumentException', status: 400 });
  });
});

describe('GetCallerIdentity', () => {
  it('is allowed whatever the policies say', async () => {
    const identity = await stsAs(aws, blindRole).send(new GetCallerIdentityCommand());
    expect(identity.Account).toBe(REGIONAL);
    expect(aws.decisions().at(-1)).toMatchObject({ action: 'sts:GetCallerIdentity', effect: 'allow' });
  });

  it('needs a signature', async () => {
    const response = await fetch(aws.endpoint, {
      method: 'POST',
      body: new URLSearchParams({ Action: 'GetCallerIdentity', Version: '2011-06-15' }),
    });
    expect([response.status, await response.text()]).toEqual([
      403,
      expect.stringContaining('<Code>MissingAuthenticationToken</Code>'),
    ]);
  });
});

describe('an expired session', () => {
  it('is told from a wrong one, by both services in their own words', async () => {
    let now = new Date();
    const clocked = await startLocalAws({ world: smallWorld, clock: () => now, sessionLifetimeSeconds: 3 });
    try {
      const [expiring, expiringS3] = [stsAs(clocked, buildRole), s3As(clocked, buildRole)];
      await expiring.send(new GetCallerIdentityCommand());
      const { Credentials } = await assume({}, expiring);
      expect(Credentials?.Expiration).toEqual(new Date(Math.floor(now.getTime() + 3000)));
      now = new Date(now.getTime() + 3000);
      expect((await refusal(expiring.send(new GetCallerIdentityCommand()))).code).toBe('ExpiredToken');
      const read = expiringS3.send(new GetObjectCommand({ Bucket: stateBucket, Key: 'a' }));
      expect(await refusal(read)).toEqual({ code: 'ExpiredToken', status: 400 });
      expect(clocked.decisions().at(-1)).toMatchObject({ effect: 'unauthenticated', principal: 'unknown' });
    } finally {
      await clocked.close();
    }
  });
});
