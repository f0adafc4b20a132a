import { connect } from 'node:net';
import { PlatformError } from '@regional-pipeline/platform-model';
import { CredentialResponse, messageLimit, type CredentialProcessOutput } from './credential-protocol.js';
import { assumeRoleErrors } from './errors.js';

/** The Go SDK gives a credential process one minute: the true cause has to come before it gives up. */
const answerWithinMs = 50_000;

/**
 * Asks the orchestrator for the credentials of a profile: the whole of the `credential-process` command, whose
 * caller prints what this returns as JSON on stdout, and an error's `describe()` on stderr.
 *
 * @throws PlatformError `CredentialServerUnreachable`, or what the orchestrator's own attempt ended with
 */
export async function fetchCredentials(options: {
  readonly socketPath: string;
  readonly profile: string;
}): Promise<CredentialProcessOutput> {
  const { socketPath, profile } = options;
  const response = parseResponse(await exchange(socketPath, `${JSON.stringify({ profile })}\n`));
  if (!response) throw unreachable(socketPath, 'it closed the connection without a proper answer');
  if ('credentials' in response) return response.credentials;
  const { code, message, remedy } = response.error;
  const known = Object.values(assumeRoleErrors).find((kind) => kind.code === code);
  throw new PlatformError(known ?? assumeRoleErrors.AssumeRoleFailed, { message, remedy, context: { code } });
}

function exchange(socketPath: string, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = connect(socketPath);
    const fail = (reason: string, cause?: unknown) => {
      socket.destroy();
      reject(unreachable(socketPath, reason, cause));
    };
    socket.setEncoding('utf8');
    socket.setTimeout(answerWithinMs, () => fail(`it gave no answer in ${answerWithinMs / 1000} s`));
    socket.on('error', (cause) => fail(cause.message, cause));
    socket.on('data', (chunk: string) => {
      received += chunk;
      if (received.length > messageLimit) fail('its answer is too long');
    });
    socket.on('end', () => resolve(received));
    // Not ended: a half-closed connection would be closed by the server before it answers.
    socket.write(request);
  });
}

function parseResponse(text: string): CredentialResponse | undefined {
  try {
    return CredentialResponse.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function unreachable(socketPath: string, reason: string, cause?: unknown): PlatformError {
  return new PlatformError(assumeRoleErrors.CredentialServerUnreachable, {
    message: `no credentials from the orchestrator at ${socketPath}: ${reason}.`,
    context: { socketPath },
    cause,
  });
}
