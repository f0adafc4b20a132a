import type { S3Operation } from '../s3-operation.js';
import { onBucket } from '../s3-question.js';

/** HeadBucket: the bucket exists, in this region, and the caller may list it. */
export const headBucket: S3Operation = {
  name: 'HeadBucket',
  method: 'HEAD',
  on: 'bucket',
  perform: (call) => {
    call.authorizer.require(onBucket(call, 's3:ListBucket'));
    return { status: 200, headers: { 'x-amz-bucket-region': call.bucket.region } };
  },
};
