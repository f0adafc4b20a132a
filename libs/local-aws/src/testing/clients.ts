import { CodeBuildClient, type CodeBuildClientConfig } from '@aws-sdk/client-codebuild';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { STSClient, type STSClientConfig } from '@aws-sdk/client-sts';
import type { LocalAws } from '../local-aws.js';
import { region } from './small-world.js';

/** An S3 client of a new session of the role. One attempt, so that a test sees each answer. */
export function s3As(aws: LocalAws, roleArn: string, config: S3ClientConfig = {}): S3Client {
  return new S3Client({
    endpoint: aws.endpoint,
    region,
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: aws.issueCredentials(roleArn),
    ...config,
  });
}

/** An STS client of a new session of the role. */
export function stsAs(aws: LocalAws, roleArn: string, config: STSClientConfig = {}): STSClient {
  return new STSClient({
    endpoint: aws.endpoint,
    region,
    maxAttempts: 1,
    credentials: aws.issueCredentials(roleArn),
    ...config,
  });
}

/** A CodeBuild client of a new session of the role. */
export function codeBuildAs(
  aws: LocalAws,
  roleArn: string,
  config: CodeBuildClientConfig = {},
): CodeBuildClient {
  return new CodeBuildClient({
    endpoint: aws.endpoint,
    region,
    maxAttempts: 1,
    credentials: aws.issueCredentials(roleArn),
    ...config,
  });
}

/** What a refused call says: its code and its HTTP status. */
export async function refusal(call: Promise<unknown>): Promise<{ code: string; status: number | undefined }> {
  try {
    await call;
  } catch (error) {
    const { name, $metadata } = error as { name: string; $metadata?: { httpStatusCode?: number } };
    return { code: name, status: $metadata?.httpStatusCode };
  }
  throw new TypeError('the call was not refused');
}
