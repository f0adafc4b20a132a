import type { OutputTail } from './output-tail.js';

/** Why a target failed where the same may succeed a little later. */
export type TransientFailure = 'throttled' | 'unavailable';

/**
 * Error codes by which AWS's services ask for fewer requests, as the SDKs list them:
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 */
const throttling =
  /\b(?:Throttling|ThrottlingException|ThrottledException|RequestThrottled|RequestThrottledException|RequestLimitExceeded|TooManyRequestsException|PriorRequestNotComplete|TransactionInProgressException|BandwidthLimitExceeded|SlowDown|EC2ThrottledException):|\bStatusCode: 429\b/;

/** No answer, or one that says that the service itself is at fault; 0 is what the Go SDK says where none came. */
const noService =
  /\bStatusCode: (?:0|5\d\d)\b|request send failed|connection (?:refused|reset)|i\/o timeout|no such host|TLS handshake timeout|unexpected EOF/;

/**
 * What Terraform does before it changes anything: it looks for credentials and whose they are, lists the workspaces,
 * takes the lock, reads the state.
 */
const beforeWork =
  /^Error: (?:Failed to get existing workspaces|Error (?:refreshing|loading|inspecting|acquiring)\b.*\bstates?\b|Failed to (?:load|read|refresh)\b.*\bstate\b|.*(?:validating provider credentials|AWS account details)|failed to refresh cached credentials)/;

/** Said beside another error: the cause of the first is in that one, and the second is told by the lock that it leaves. */
const withoutCause = /^Error: No valid credential sources found/;
const lockLeft = /^Error: Error releasing the state lock/;

/** What the orchestrator's credential process printed on stderr, through Terraform. */
const credentialsThrottled = /^AssumeRoleThrottled: /;
const credentialsUnavailable = /^AssumeRoleUnreachable: /;

/**
 * Says whether a target failed for what passes by itself: AWS asked for fewer requests (anywhere), or the state's
 * bucket or STS could not be reached before Terraform had changed anything. Every error that Terraform reported must
 * be of that kind: a retry does not help against the other one.
 *
 * A lock that stands is not of that kind, nor is a state that could not be saved.
 */
export function explainTransientFailure(tail: OutputTail): TransientFailure | undefined {
  // Terraform breaks its messages into lines of 78 characters, anywhere between two words.
  const all = tail.errorBlocks().map((lines) => lines.join(' '));
  const errors = all.filter((error) => !lockLeft.test(error) && !withoutCause.test(error));
  if (errors.length === 0 || errors.some((error) => error.includes('PreconditionFailed'))) return undefined;
  const ofCredentials = (error: string) => /process provider error|credential_process/.test(error);
  const isThrottled = (error: string) =>
    throttling.test(error) || (ofCredentials(error) && tail.hasError(credentialsThrottled));
  const isUnavailable = (error: string) =>
    beforeWork.test(error) &&
    (noService.test(error) || (ofCredentials(error) && tail.hasError(credentialsUnavailable)));
  if (!errors.every((error) => isThrottled(error) || isUnavailable(error))) return undefined;
  return errors.some(isThrottled) ? 'throttled' : 'unavailable';
}
