import type { S3Operation } from '../s3-operation.js';
import { s3Document } from '../s3-document.js';
import { onBucket } from '../s3-question.js';

/** GetBucketVersioning: a bucket that never had versioning has no status. */
export const getBucketVersioning: S3Operation = {
  name: 'GetBucketVersioning',
  method: 'GET',
  on: 'bucket',
  requiredQuery: ['versioning'],
  perform: (call) => {
    call.authorizer.require(onBucket(call, 's3:GetBucketVersioning'));
    return s3Document('VersioningConfiguration', [['Status', call.bucket.versioned ? 'Enabled' : undefined]]);
  },
};
