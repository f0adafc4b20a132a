import { PlatformError, type PolicyDocument } from '@regional-pipeline/platform-model';
import { trustPolicyErrors } from './errors.js';

/**
 * How long a policy may be, in characters without white space (bytes for a bucket policy).
 *
 * Source: the IAM and S3 service quotas. `trust` is the default that an account has without asking;
 * `roleInline` is the sum over all inline policies of one role.
 */
export const policyQuotas = { trust: 2048, managed: 6144, roleInline: 10240, bucket: 20480 } as const;

/** The length of a document as IAM counts it. */
export function policyLength(document: PolicyDocument): number {
  return JSON.stringify(document).length;
}

/**
 * Passes on an inline policy of a role, unless it is longer than all of a role's inline policies may be.
 *
 * @throws PlatformError `PolicyTooLong`
 */
export function withinInlineQuota(what: string, document: PolicyDocument): PolicyDocument {
  const length = policyLength(document);
  if (length > policyQuotas.roleInline) {
    throw new PlatformError(trustPolicyErrors.PolicyTooLong, {
      message: `${what} has ${length} characters; IAM takes ${policyQuotas.roleInline}.`,
      context: { what, length, quota: policyQuotas.roleInline },
    });
  }
  return document;
}
