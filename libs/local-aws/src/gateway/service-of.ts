import type { AwsRequest } from '../http/aws-request.js';

/**
 * The service that a request is for: all share one endpoint, so it is read from the credential scope. An unsigned
 * POST of a form is one to STS, every other unsigned request one to S3.
 */
export function serviceOf(request: AwsRequest): string {
  const [, service] = /\/([^/\s,]+)\/aws4_request/.exec(request.headers['authorization'] ?? '') ?? [];
  if (service !== undefined) return service;
  const contentType = request.headers['content-type'] ?? '';
  return request.method === 'POST' && contentType.startsWith('application/x-www-form-urlencoded')
    ? 'sts'
    : 's3';
}
