import { fetchCredentials } from '@regional-pipeline/assume-role';

/** What `credential-process` is told on the command line, by the AWS config file that the orchestrator wrote. */
export interface CredentialProcessOptions {
  readonly socket: string;
  readonly profile: 'regional' | 'management';
}

/**
 * Answers an AWS SDK's `credential_process` with credentials of the running orchestrator, over its private socket.
 * They are printed for the SDK that asked and stored nowhere.
 */
export async function credentialProcess(
  { socket, profile }: CredentialProcessOptions,
  output: { write(text: string): unknown },
): Promise<number> {
  output.write(`${JSON.stringify(await fetchCredentials({ socketPath: socket, profile }))}\n`);
  return 0;
}
