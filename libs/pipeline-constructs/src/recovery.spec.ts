import { AccountId, Region } from '@regional-pipeline/platform-model';
import { BucketName, RegionalPipelineStack, RepositoryId } from './index.js';
import { synthesizeStack } from './testing/synthesize-template.js';

const { resources } = synthesizeStack(
  (app) =>
    new RegionalPipelineStack(app, 'pipeline', {
      region: Region.parse('us-east-1'),
      regionalAccount: AccountId.parse('111111111111'),
      repositoryId: RepositoryId.parse('owner/platform'),
      centralStateBucket: BucketName.parse('central-terraform-state'),
    }),
);
const kept = Object.entries(resources).filter(([, { DeletionPolicy: policy }]) => policy === 'Retain');

/**
 * By which property CloudFormation finds what exists already, when a stack is made over it. Source: the primary
 * identifiers in the resource schemas, and the CloudFormation user guide, "Import AWS resources into a CloudFormation
 * stack automatically": a static name, a DeletionPolicy that keeps, and the primary identifier in the template.
 */
const identifiers: Readonly<Partial<Record<string, string>>> = {
  'AWS::S3::Bucket': 'BucketName',
  'AWS::S3::BucketPolicy': 'Bucket',
  'AWS::Logs::LogGroup': 'LogGroupName',
};

describe('deleting the stack', () => {
  it('keeps states, artifacts, logs, the key that they are encrypted with and what guards them', () => {
    const types = ['AWS::S3::Bucket', 'AWS::S3::BucketPolicy', 'AWS::Logs::LogGroup', 'AWS::KMS::Key'];
    const ofTypes = Object.entries(resources).filter(([, { Type: type }]) => types.includes(type));
    expect(kept).toEqual(ofTypes);
    expect(kept.map(([, { Type: type }]) => type).sort()).toEqual([
      'AWS::KMS::Key',
      'AWS::Logs::LogGroup',
      'AWS::Logs::LogGroup',
      'AWS::S3::Bucket',
      'AWS::S3::Bucket',
      'AWS::S3::BucketPolicy',
      'AWS::S3::BucketPolicy',
    ]);
  });

  it('keeps them when they would be replaced, too', () => {
    for (const [, { UpdateReplacePolicy: policy }] of kept) expect(policy).toBe('Retain');
  });
});

describe('making it again over what was kept', () => {
  it.each(kept.filter(([, { Type: type }]) => type !== 'AWS::KMS::Key'))(
    'finds %s by a name that needs no function to be known',
    (_logicalId, { Type: type, Properties: properties }) => {
      expect(properties[identifiers[type] ?? type]).toMatch(/^[a-z0-9/-]+$/);
    },
  );

  it('makes a bucket policy after its bucket although it names it by text', () => {
    const policies = kept.filter(([, { Type: type }]) => type === 'AWS::S3::BucketPolicy');
    for (const [, { Properties: properties, DependsOn: needed = [] }] of policies) {
      const [bucket] = kept.find(([, one]) => one.Properties['BucketName'] === properties['Bucket']) ?? [];
      expect(needed).toContain(bucket);
    }
  });

  it('makes a new key, which has no name to be found by and so stands in no way', () => {
    const [, key] = kept.find(([, { Type: type }]) => type === 'AWS::KMS::Key') ?? [];
    expect(Object.keys(key?.Properties ?? {}).sort()).toEqual([
      'Description',
      'EnableKeyRotation',
      'KeyPolicy',
    ]);
    expect(Object.values(resources).filter(({ Type: type }) => type === 'AWS::KMS::Alias')).toEqual([]);
  });
});
