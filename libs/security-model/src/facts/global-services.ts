/** A service whose requests do not carry the region that they are meant for. */
export interface GlobalService {
  readonly service: string;
  readonly why: string;
  readonly source: string;
}

/**
 * The services that the statements about regions leave out; every other one counts as regional, S3, DynamoDB and the
 * global ones that the pipeline has no business with included: an Allow of those must require the region as well.
 *
 * STS is not left out: its calls go to the region's own endpoint, and its global endpoint counts as another region.
 */
export const globalServices: readonly GlobalService[] = [
  {
    service: 'iam',
    why: 'IAM has one endpoint a partition, and its requests carry the region of that: us-east-1 in the partition aws. What D may do there is held by ARN instead (SM-10 to SM-15).',
    source: 'IAM User Guide, "AWS global condition context keys", aws:RequestedRegion',
  },
];
