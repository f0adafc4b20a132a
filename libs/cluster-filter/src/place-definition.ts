import { PlatformError, clusterStateKey, type MintedAccount } from '@regional-pipeline/platform-model';
import type { ClusterDefinition } from './cluster-definition.js';
import { clusterFilterErrors } from './errors.js';
import type { Placement } from './selection.js';

/** Says what becomes of a definition of the region, given its account, where Central has minted it. */
export function placeDefinition(
  definition: ClusterDefinition,
  account: MintedAccount | undefined,
): Placement {
  const { name, source } = definition;
  if (account && account.type !== 'management') {
    return { name, accountId: account.id, error: notForClusters(definition, account) };
  }
  const accountId = account && { accountId: account.id };
  if (definition.lifecycle === 'paused') {
    return { name, ...accountId, reason: 'paused', detail: `${source.path} pauses it; it is left as it is` };
  }
  if (!account) {
    const detail = `Central has not minted the account ${definition.account} that ${source.path} names`;
    return { name, reason: 'pending', detail };
  }
  return {
    name,
    account,
    region: definition.region,
    stateKey: clusterStateKey(name),
    wave: definition.wave ?? 0,
    variables: definition.variables,
    definition: source.path,
  };
}

function notForClusters({ name, source }: ClusterDefinition, account: MintedAccount): PlatformError {
  return new PlatformError(clusterFilterErrors.AccountNotForClusters, {
    message:
      `cluster ${name} is defined for the account ${account.name} (${account.id}), ` +
      `which Central minted with type ${JSON.stringify(account.type)}.`,
    remedy: `Name an account of type "management" in ${source.path}:${source.line}, or remove the definition.`,
    context: { cluster: name, account: account.name, accountId: account.id, type: account.type, ...source },
  });
}
