import type { CloudFormationClientConfig } from '@aws-sdk/client-cloudformation';

/** Settings of the SDK's clients that differ from its defaults; by default it finds the caller's own credentials. */
export type AwsAccess = Pick<CloudFormationClientConfig, 'credentials' | 'endpoint' | 'maxAttempts'>;

/** How long a connection and an answer are waited for; without it the SDK waits for ever. */
export const requestLimits = {
  connectionTimeout: 3_000,
  requestTimeout: 10_000,
  throwOnRequestTimeout: true,
} as const;
