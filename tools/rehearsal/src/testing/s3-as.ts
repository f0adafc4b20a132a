import { S3Client } from '@aws-sdk/client-s3';
import type { Rehearsal } from '../rehearsal.js';

/** An S3 client with the credentials of a role's session. */
export function s3As({ aws }: Rehearsal, roleArn: string, region: string): S3Client {
  const { accessKeyId, secretAccessKey, sessionToken } = aws.issueCredentials(roleArn);
  return new S3Client({
    endpoint: aws.endpoint,
    forcePathStyle: true,
    region,
    credentials: { accessKeyId, secretAccessKey, sessionToken },
  });
}
