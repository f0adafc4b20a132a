import type { AuthorizationQuestion } from '../authorization/request-authorizer.js';
import { presentOnly } from '../authorization/request-context.js';
import type { S3Call } from './s3-operation.js';

/** Asks for an action on the bucket itself. */
export function onBucket(
  call: S3Call,
  action: string,
  context: Readonly<Record<string, string | undefined>> = {},
): AuthorizationQuestion {
  return question(call, action, call.bucket.arn, context);
}

/** Asks for an action on the object that the call names. */
export function onObject(
  call: S3Call,
  action: string,
  context: Readonly<Record<string, string | undefined>> = {},
): AuthorizationQuestion {
  return question(call, action, `${call.bucket.arn}/${call.key}`, context);
}

function question(
  { bucket, request, caller }: S3Call,
  action: string,
  resource: string,
  context: Readonly<Record<string, string | undefined>>,
): AuthorizationQuestion {
  const signed = caller.principal.kind !== 'anonymous';
  return {
    action,
    resource,
    resourceAccountId: bucket.accountId,
    resourcePolicy: bucket.policy,
    context: presentOnly({
      'aws:RequestedRegion': bucket.region,
      's3:ResourceAccount': bucket.accountId,
      's3:authType': signed ? 'REST-HEADER' : undefined,
      's3:signatureversion': signed ? 'AWS4-HMAC-SHA256' : undefined,
      's3:x-amz-content-sha256': request.headers['x-amz-content-sha256'],
      ...context,
    }),
  };
}
