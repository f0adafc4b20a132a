/**
 * How child processes come by their credentials.
 *
 * - `native`: the SDK in the child assumes the role itself, from the container's credentials. No secret anywhere.
 * - `process`: the child runs the orchestrator's `credential-process`, which asks the orchestrator by a socket.
 */
export type ProfileMode = 'native' | 'process';

/** The variables by which a container (CodeBuild, ECS, EKS Pod Identity) tells the SDK where its credentials are. */
export const containerCredentialVariables = [
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
] as const;

/** What the SDK's default chain prefers to the container's credentials. */
const preferredToContainer = ['AWS_ACCESS_KEY_ID', 'AWS_PROFILE', 'AWS_WEB_IDENTITY_TOKEN_FILE'];

/**
 * Chooses `native` where the container's credentials are the build's own, so that a child's SDK can start from
 * the same, and `process` everywhere else.
 */
export function selectProfileMode(environment: Readonly<Record<string, string | undefined>>): ProfileMode {
  const container =
    environment['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'] ??
    environment['AWS_CONTAINER_CREDENTIALS_FULL_URI'];
  const preferred = preferredToContainer.some((name) => environment[name]);
  return container && !preferred ? 'native' : 'process';
}
