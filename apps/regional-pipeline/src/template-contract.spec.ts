import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { PolicyDocument, PolicyStatement } from '@regional-pipeline/platform-model';
import { goldenInputs } from './testing/golden-inputs.js';

/** What every template of a regional account has to be, read from the accepted templates and from no construct. */
interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}
interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<Record<string, { readonly Value: unknown }>>;
}

const templates = goldenInputs.map(({ region, fanOut }) => {
  const file = path.join(__dirname, `golden/regional-pipeline-${region}.template.json`);
  const text = readFileSync(file, 'utf8');
  return { region: String(region), fanOut, text, template: JSON.parse(text) as Template };
});

const ofType = ({ Resources }: Template, type: string) =>
  Object.entries(Resources).filter(([, { Type }]) => Type === type);
const named = (template: Template, type: string, property: string) =>
  ofType(template, type).map(([, { Properties }]) => Properties[property]);

/** Every statement of every resource policy and key policy in the template, with what it is attached to. */
function resourceStatements({ Resources }: Template): (PolicyStatement & { readonly of: string })[] {
  return Object.entries(Resources).flatMap(([of, { Properties }]) =>
    ['PolicyDocument', 'KeyPolicy', 'AssumeRolePolicyDocument'].flatMap((property) => {
      const value = Properties[property];
      if (value === undefined) return [];
      const document = (typeof value === 'string' ? JSON.parse(value) : value) as PolicyDocument;
      return document.Statement.map((statement) => ({ ...statement, of }));
    }),
  );
}

describe.each(templates)('the template of $region', ({ region, fanOut, text, template }) => {
  it('has the names of the contract', () => {
    expect(named(template, 'AWS::CodePipeline::Pipeline', 'Name')).toEqual(['management-cluster-pipeline']);
    expect(named(template, 'AWS::CodeBuild::Project', 'Name')).toEqual(['management-cluster-deploy']);
    expect(named(template, 'AWS::IAM::Role', 'RoleName')).toEqual([
      'regional-pipeline-codebuild-role',
      'regional-pipeline-role',
      ...(fanOut === 'distributed-map' ? ['regional-pipeline-fan-out-role'] : []),
    ]);
    expect(named(template, 'AWS::S3::Bucket', 'BucketName')).toEqual([
      `regional-pipeline-artifacts-111111111111-${region}`,
      `management-cluster-tf-state-111111111111-${region}`,
    ]);
    expect(named(template, 'AWS::Logs::LogGroup', 'LogGroupName')).toContain(
      '/aws/codebuild/management-cluster-deploy',
    );
    for (const name of named(template, 'AWS::CodeConnections::Connection', 'ConnectionName')) {
      expect(name).toBe('regional-pipeline-github');
    }
    expect(text).toContain('role/ManagementClusterDeployRole');
  });

  it('has the outputs of the contract', () => {
    const contract = [
      'PipelineUrl',
      'ManagementStateBucket',
      'CodestarConnectionArn',
      'CodestarConnectionStatus',
      'CodebuildRoleArn',
      'ManagementDeployRoleName',
    ];
    expect(Object.keys(template.Outputs)).toEqual(expect.arrayContaining(contract));
    for (const name of contract) expect(template.Outputs[name]?.Value).toBeTruthy();
  });

  it('keeps states, logs and the key to them when the stack is deleted or a resource replaced', () => {
    for (const type of ['AWS::S3::Bucket', 'AWS::S3::BucketPolicy', 'AWS::Logs::LogGroup', 'AWS::KMS::Key']) {
      expect(ofType(template, type)).not.toEqual([]);
      for (const [, { DeletionPolicy, UpdateReplacePolicy }] of ofType(template, type)) {
        expect([type, DeletionPolicy, UpdateReplacePolicy]).toEqual([type, 'Retain', 'Retain']);
      }
    }
  });

  it('has every bucket versioned, encrypted, closed to the public, and rid of old versions in time', () => {
    for (const [id, { Properties }] of ofType(template, 'AWS::S3::Bucket')) {
      expect({ id, ...Properties }).toMatchObject({
        id,
        VersioningConfiguration: { Status: 'Enabled' },
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      });
      const { Rules } = Properties['LifecycleConfiguration'] as { Rules: Record<string, unknown>[] };
      expect(Rules.some((rule) => rule['Status'] === 'Enabled' && rule['NoncurrentVersionExpiration'])).toBe(
        true,
      );
      expect(Rules.some((rule) => rule['AbortIncompleteMultipartUpload'])).toBe(true);
      const policies = ofType(template, 'AWS::S3::BucketPolicy').map(
        ([, policy]) => policy.Properties['Bucket'],
      );
      expect(policies).toContain(Properties['BucketName']);
    }
  });

  it('lets a state be as old as it gets: it expires former versions alone', () => {
    const states = ofType(template, 'AWS::S3::Bucket').find(([, { Properties }]) =>
      String(Properties['BucketName']).startsWith('management-cluster-tf-state-'),
    );
    const lifecycle = JSON.stringify(states?.[1].Properties['LifecycleConfiguration']);
    expect(lifecycle).toContain('NoncurrentVersionExpiration');
    expect(lifecycle).not.toMatch(/"Expiration(InDays|Date)"/);
  });

  it('lets nothing in that does not come over TLS, at buckets and topics', () => {
    const withoutTls = resourceStatements(template).filter(
      ({ Effect, Condition }) =>
        Effect === 'Deny' && JSON.stringify(Condition ?? {}).includes('aws:SecureTransport'),
    );
    const guarded = [
      ...ofType(template, 'AWS::S3::BucketPolicy'),
      ...ofType(template, 'AWS::SNS::TopicPolicy'),
    ];
    expect(withoutTls.map(({ of }) => of)).toEqual(guarded.map(([id]) => id));
    for (const { Principal, Condition } of withoutTls) {
      expect(Principal).toBe('*');
      expect(Object.values(Condition ?? {})).toEqual([{ 'aws:SecureTransport': 'false' }]);
    }
  });

  it('encrypts logs and notifications with its key, and keeps logs for a time that was chosen', () => {
    const [keyId] = ofType(template, 'AWS::KMS::Key').map(([id]) => id);
    const key = { 'Fn::GetAtt': [keyId, 'Arn'] };
    expect(ofType(template, 'AWS::Logs::LogGroup')).toHaveLength(2);
    for (const [, { Properties }] of ofType(template, 'AWS::Logs::LogGroup')) {
      expect(Properties['KmsKeyId']).toEqual(key);
      expect(Properties['RetentionInDays']).toBeGreaterThan(0);
    }
    for (const [, { Properties }] of ofType(template, 'AWS::SNS::Topic')) {
      expect(Properties['KmsMasterKeyId']).toEqual(key);
    }
  });

  it('allows nobody by a wildcard, and a service only for what is this account’s or this pipeline’s', () => {
    const allows = resourceStatements(template).filter(({ Effect }) => Effect === 'Allow');
    expect(allows.length).toBeGreaterThan(5);
    for (const { of, Sid, Principal, Condition } of allows) {
      const where = `${of} ${Sid ?? ''}`;
      expect([where, JSON.stringify(Principal)]).not.toEqual([where, expect.stringContaining('*')]);
      const ofAccount = JSON.stringify(Principal).includes('111111111111');
      // EventBridge makes log streams without saying for whom; the events have the condition.
      const conditioned = JSON.stringify(Condition ?? '').includes('111111111111') || Sid === 'MakeStreams';
      expect([where, ofAccount || conditioned]).toEqual([where, true]);
    }
  });

  it('needs no asset, no custom resource and no bootstrap, and fits into the call', () => {
    expect(text).not.toMatch(/Custom::|AWS::CloudFormation::CustomResource|AWS::Lambda|cdk-|CDKMetadata/);
    expect(template).not.toHaveProperty('Parameters');
    expect(text.length).toBeLessThan(51_200);
  });

  it('names one partition and one region alone, but for a connection made elsewhere', () => {
    const partition = region.startsWith('cn-')
      ? 'aws-cn'
      : region.startsWith('us-gov-')
        ? 'aws-us-gov'
        : 'aws';
    const arns = text.matchAll(/arn:(aws[a-z-]*):([a-z0-9-]+):([a-z0-9-]*):/g);
    for (const [arn, named, service, of] of arns) {
      expect([arn, named]).toEqual([arn, partition]);
      if (of && !service?.endsWith('connections')) expect([arn, of]).toEqual([arn, region]);
    }
  });
});
