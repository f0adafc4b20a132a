import { AccountId, Region, isPlatformError } from '@regional-pipeline/platform-model';
import { readTemplatePolicies, type DeployedTemplate, type TemplatePolicies } from '../index.js';

/** Reads a template of these resources, and further sections, in the regional account in us-east-1. */
export function readResources(
  resources: Readonly<Record<string, unknown>>,
  sections: Readonly<Record<string, unknown>> = {},
  deployment: Partial<DeployedTemplate> = {},
): TemplatePolicies {
  return readTemplatePolicies({
    template: { ...sections, Resources: resources },
    accountId: AccountId.parse('111111111111'),
    region: Region.parse('us-east-1'),
    ...deployment,
  });
}

/** `Code path: why` of the error that reading ends in; fails where there is none. */
export function errorOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (isPlatformError(error)) return `${error.code} ${error.message}`;
    throw error;
  }
  throw new TypeError('it was read without an error');
}

/** A policy document whose one statement allows reading a resource, which may be an intrinsic function. */
export function reading(resource: unknown): unknown {
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: resource }],
  };
}

/** A role that codebuild may assume. */
export function role(properties: Readonly<Record<string, unknown>>): unknown {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Principal: { Service: 'codebuild.amazonaws.com' },
          Action: 'sts:AssumeRole',
        },
      },
      ...properties,
    },
  };
}

/** A bucket. */
export function bucket(properties: Readonly<Record<string, unknown>>): unknown {
  return { Type: 'AWS::S3::Bucket', Properties: properties };
}
