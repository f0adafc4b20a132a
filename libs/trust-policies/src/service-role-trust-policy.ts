import type { AccountId, PolicyDocument } from '@regional-pipeline/platform-model';

/** Which AWS service may assume a role, and on behalf of what. */
interface ServiceRoleTrust {
  readonly sid: string;
  /** A service principal: `codebuild.amazonaws.com`, in all three partitions. */
  readonly service: string;
  /** The one resource that the service may act for, where it goes by several ARNs all of them. */
  readonly sourceArn: string | readonly string[];
  readonly sourceAccountId: AccountId;
}

/**
 * A trust policy for one service acting for one resource, which shuts out the confused deputy: the same service
 * acting for somebody else's resource presents another `aws:SourceArn`, and a call without one presents none.
 */
export function serviceRoleTrustPolicy(trust: ServiceRoleTrust): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: trust.sid,
        Effect: 'Allow',
        Principal: { Service: trust.service },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: { 'aws:SourceAccount': trust.sourceAccountId },
          ArnEquals: { 'aws:SourceArn': trust.sourceArn },
        },
      },
    ],
  };
}
