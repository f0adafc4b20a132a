import type { ProvisionRequest } from './provision-request.js';
import { terraformSettings } from './terraform-settings.js';

/**
 * What a child must not inherit.
 *
 * - AWS credentials and whatever chooses them, by family, so that a variable of a later SDK is caught too: with a
 *   profile set, keys in the environment make the Go SDK act in the wrong account. The region is set anew.
 * - Terraform settings that would undo the cluster's own (`TF_WORKSPACE` changes the state's key), and
 *   `TF_LOG_PATH`, which would put a trace with tokens beside the redacted log.
 * - What an outer make, npm or Node.js left for its own children.
 *
 * `TF_VAR_…` stays: it is how a repository's own secrets reach its targets, and a definition's variable wins over it.
 */
const notInherited = [
  /^AWS_.*(?:KEY|SECRET|TOKEN|CREDENTIAL|PROFILE|ROLE|IDENTITY|CONFIG_FILE|REGION)/,
  /^TF_(?:CLI_ARGS|DATA_DIR$|WORKSPACE$|LOG_PATH$)/,
  /^(?:GNUMAKEFLAGS|MAKEFLAGS|MFLAGS|MAKELEVEL|MAKEOVERRIDES|MAKEFILES|MAKE_TERMOUT|MAKE_TERMERR)$/,
  /^(?:npm_.*|NODE_OPTIONS)$/i,
];

/** Makes the whole environment of a cluster's make target. */
export function childEnvironment(request: ProvisionRequest): Record<string, string> {
  const { cluster, environment, profileEnvironment } = request;
  const inherited = Object.entries(environment).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !notInherited.some((pattern) => pattern.test(entry[0])),
  );
  // The Go SDK's inner STS client, which assumes the role of a profile, does not look at the general endpoint.
  const endpoint = environment['AWS_ENDPOINT_URL'];
  return {
    ...(endpoint ? { AWS_ENDPOINT_URL_STS: endpoint } : {}),
    ...Object.fromEntries(inherited),
    AWS_REGION: cluster.region,
    ...profileEnvironment,
    ...terraformSettings(request.backend),
    CLUSTER_NAME: cluster.name,
    CLUSTER_ACCOUNT_ID: cluster.accountId,
    // Keeps make's own messages in English whatever the locale: they are recognised.
    LANGUAGE: 'en',
  };
}
