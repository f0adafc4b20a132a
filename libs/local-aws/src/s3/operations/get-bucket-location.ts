import type { S3Operation } from '../s3-operation.js';
import { s3Document } from '../s3-document.js';
import { onBucket } from '../s3-question.js';

/** GetBucketLocation: the region's name; nothing at all for us-east-1, as S3 has it. */
export const getBucketLocation: S3Operation = {
  name: 'GetBucketLocation',
  method: 'GET',
  on: 'bucket',
  requiredQuery: ['location'],
  perform: (call) => {
    call.authorizer.require(onBucket(call, 's3:GetBucketLocation'));
    const { region } = call.bucket;
    return s3Document('LocationConstraint', region === 'us-east-1' ? '' : region);
  },
};
