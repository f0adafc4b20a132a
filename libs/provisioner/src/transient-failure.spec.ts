import { createOutputTail } from './output-tail.js';
import { explainTransientFailure } from './transient-failure.js';

/** What a target printed on stderr. */
function explain(...text: string[]) {
  const tail = createOutputTail();
  tail.add('Initializing the backend...', 'stdout');
  for (const line of text.flatMap((block) => block.split('\n'))) tail.add(line, 'stderr');
  tail.add('make: *** [Makefile:2: pipeline-provision-management] Error 1', 'stderr');
  return explainTransientFailure(tail);
}

// As Terraform 1.11.4 and the AWS provider print them.
const ofSts = (cause: string) =>
  `Error: validating provider credentials: retrieving caller identity from STS: operation error STS: GetCallerIdentity, ${cause}`;
const noSources = `Error: No valid credential sources found

Please see https://developer.hashicorp.com/terraform/language/backend/s3
for more information about providing credentials.`;
const processFailed = `Error: failed to refresh cached credentials, process provider error: error in
credential_process: exit status 3`;
const lockRefused = (cause: string) => `Error: Error acquiring the state lock

Error message: operation error S3: PutObject, ${cause}
unable to retrieve file from S3 bucket 'state' with key
'blue/terraform.tfstate.tflock': operation error S3: GetObject, https response
error StatusCode: 404, RequestID: X, HostID: , NoSuchKey:`;
const lockKept = `Error: Error releasing the state lock

Error message: failed to delete the lock file: operation error S3:
DeleteObject, exceeded maximum number of attempts, 2, https response error
StatusCode: 503, RequestID: X, HostID: , api error SlowDown: Slow down.`;
const created = (
  cause: string,
) => `Error: creating EKS Cluster (blue): operation error EKS: CreateCluster, ${cause}

  with aws_eks_cluster.blue,
  on main.tf line 1, in resource "aws_eks_cluster" "blue":`;

describe('explainTransientFailure', () => {
  it.each([
    [
      'STS that does not answer',
      ofSts('request send failed, Post "http://127.0.0.1:9/": dial tcp: connection refused'),
    ],
    [
      'STS with an error of its own',
      ofSts('https response error StatusCode: 500, api error InternalError: x'),
    ],
    [
      'a list of workspaces',
      'Error: Failed to get existing workspaces: Unable to list objects in S3 bucket "state" with prefix "env:/": ' +
        'operation error S3: ListObjectsV2, https response error StatusCode: 503, api error ServiceUnavailable: x',
    ],
    [
      'a state',
      'Error: Error refreshing state: Unable to access object "blue/terraform.tfstate" in S3 bucket "state": ' +
        'operation error S3: HeadObject, exceeded maximum number of attempts, 2, https response error StatusCode: 500',
    ],
    [
      'a lock, broken into lines',
      lockRefused(
        'exceeded maximum number of\nattempts, 2, https response error\nStatusCode:\n500, RequestID: X',
      ),
    ],
  ])('takes %s for unavailable', (_, text) => {
    expect(explain(text)).toBe('unavailable');
    expect(explain(...text.split('\n').map((line) => `│ ${line}`))).toBe('unavailable');
  });

  it.each([
    ['STS', ofSts('https response error StatusCode: 400, RequestID: X, api error Throttling: Rate exceeded')],
    [
      'S3',
      lockRefused(
        'https response error StatusCode: 503, RequestID: X, api error SlowDown: Please\nreduce your request rate.',
      ),
    ],
    [
      'a service while it works',
      created('https response error StatusCode: 400, ThrottlingException: Rate exceeded'),
    ],
    ['EC2', created('StatusCode: 503, api error RequestLimitExceeded: Request limit exceeded.')],
  ])('takes %s that asks for fewer requests for throttled', (_, text) => {
    expect(explain(text)).toBe('throttled');
  });

  it('knows what the credential process has said', () => {
    const throttled = 'AssumeRoleThrottled: could not assume the role (Throttling). Run again.';
    const unreachable = 'AssumeRoleUnreachable: could not assume the role: no answer. Run again.';
    const denied = 'AssumeRoleDenied: could not assume the role (AccessDenied). Check it.';
    expect(explain(throttled, noSources, processFailed)).toBe('throttled');
    expect(explain(unreachable, noSources, processFailed)).toBe('unavailable');
    expect(explain(denied, noSources, processFailed)).toBeUndefined();
    expect(explain(noSources)).toBeUndefined();
  });

  it.each([
    ['no error of Terraform', 'something else: connection refused'],
    ['wrong credentials', ofSts('https response error StatusCode: 403, api error InvalidClientTokenId: x')],
    [
      'a lock that stands',
      lockRefused('https response error StatusCode: 412, api error PreconditionFailed: x'),
    ],
    [
      'a service at fault while it works',
      created('https response error StatusCode: 500, api error ServerException: x'),
    ],
    ['a quota', created('https response error StatusCode: 400, api error ResourceLimitExceededException: x')],
    ['a lock that is left', lockKept],
  ])('does not take %s for it', (_, text) => {
    expect(explain(text)).toBeUndefined();
  });

  it('asks that every error is of that kind, but for the lock that is left by it', () => {
    const throttled = created('api error ThrottlingException: Rate exceeded');
    expect(explain(throttled, created('api error AccessDeniedException: x'))).toBeUndefined();
    expect(explain(throttled, lockKept)).toBe('throttled');
    expect(explain('Error: Error refreshing state: StatusCode: 503', lockKept)).toBe('unavailable');
  });
});
