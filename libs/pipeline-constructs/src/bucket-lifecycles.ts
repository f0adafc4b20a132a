import { type CfnBucket } from 'aws-cdk-lib/aws-s3';

const endIncompleteUploads: CfnBucket.RuleProperty = {
  id: 'EndIncompleteUploads',
  status: 'Enabled',
  abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
};

/**
 * The states' bucket: a current state never expires. What a state was before stays for at least a year, and
 * the newest hundred of its former versions longer than that.
 */
export const stateLifecycle: readonly CfnBucket.RuleProperty[] = [
  endIncompleteUploads,
  {
    id: 'ExpireFormerVersions',
    status: 'Enabled',
    noncurrentVersionExpiration: { noncurrentDays: 365, newerNoncurrentVersions: 100 },
    expiredObjectDeleteMarker: true,
  },
];

/** The pipeline's artifacts: copies of the repository, which a retry of a stage may still want for a while. */
export const artifactLifecycle: readonly CfnBucket.RuleProperty[] = [
  endIncompleteUploads,
  {
    id: 'ExpireArtifacts',
    status: 'Enabled',
    expirationInDays: 90,
    noncurrentVersionExpiration: { noncurrentDays: 7 },
  },
];
