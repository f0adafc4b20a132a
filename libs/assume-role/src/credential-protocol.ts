import { z } from 'zod';
import type { Credentials } from './credentials.js';

/**
 * What a `credential_process` prints, as AWS defines it:
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
 */
export const CredentialProcessOutput = z.object({
  Version: z.literal(1),
  AccessKeyId: z.string().min(1),
  SecretAccessKey: z.string().min(1),
  SessionToken: z.string().optional(),
  /** ISO 8601. */
  Expiration: z.string().optional(),
});
export type CredentialProcessOutput = z.infer<typeof CredentialProcessOutput>;

/** One line of JSON, from the credential process to the orchestrator. */
export const CredentialRequest = z.object({ profile: z.string() });

/** One line of JSON, back. */
export const CredentialResponse = z.union([
  z.object({ credentials: CredentialProcessOutput }),
  z.object({ error: z.object({ code: z.string(), message: z.string(), remedy: z.string() }) }),
]);
export type CredentialResponse = z.infer<typeof CredentialResponse>;

/** Longer than any request or response: whoever sends more is not one of ours. */
export const messageLimit = 64 * 1024;

/** Puts credentials in the form that `credential_process` prints. */
export function toCredentialProcessOutput(credentials: Credentials): CredentialProcessOutput {
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = credentials;
  return {
    Version: 1,
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    ...(sessionToken === undefined ? {} : { SessionToken: sessionToken }),
    ...(expiration === undefined ? {} : { Expiration: expiration.toISOString() }),
  };
}
