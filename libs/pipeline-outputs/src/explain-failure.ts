import { PlatformError, reasonOf, type ErrorKind } from '@regional-pipeline/platform-model';
import { pipelineOutputsErrors as errors } from './errors.js';

/** What an error of the SDK says about itself; every field may be missing. */
interface SdkFailure {
  readonly name?: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
}

const refusedCredentials = new Set([
  'CredentialsProviderError',
  'TokenProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'SignatureDoesNotMatch',
  'InvalidSignatureException',
  'IncompleteSignature',
  'MissingAuthenticationToken',
]);

/**
 * Says why AWS did not answer a read. Its own answer is not kept as the cause, for it may repeat a session token.
 *
 * @param what `the stack regional-pipeline-us-east-1 in us-east-1`
 */
export function explainFailure(what: string, failure: unknown): PlatformError {
  const { name = 'Error', $metadata = {} } = failure as SdkFailure;
  const { httpStatusCode: status, requestId } = $metadata;
  const said = reasonOf(failure).replace(/\.$/, '');
  const answer = status === undefined ? said : `HTTP ${status} ${name}: ${said}`;
  return new PlatformError(kindOf(name, status), {
    message: `could not read ${what} (${answer}).`,
    context: { awsCode: name, status, requestId },
    ...(status === undefined ? { cause: failure } : {}),
  });
}

function kindOf(name: string, status: number | undefined): ErrorKind {
  if (refusedCredentials.has(name)) return errors.PipelineCredentialsRefused;
  if (/^AccessDenied(Exception)?$/.test(name)) return errors.PipelineAccessDenied;
  const passes = status === undefined || status === 429 || (status >= 500 && status !== 501);
  return passes || /^Throttling/.test(name) ? errors.PipelineUnreachable : errors.PipelineReadFailed;
}
