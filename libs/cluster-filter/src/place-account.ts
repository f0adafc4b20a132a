import {
  ClusterName,
  PlatformError,
  clusterStateKey,
  type MintedAccount,
  type Region,
} from '@regional-pipeline/platform-model';
import { clusterFilterErrors } from './errors.js';
import type { Placement, SkipReason, SkippedCluster } from './selection.js';

/**
 * Says what becomes of an account that no definition of the region names.
 *
 * @param definitionsDecide whether the region has definitions: then an account without one is not a cluster
 */
export function placeAccount(account: MintedAccount, region: Region, definitionsDecide: boolean): Placement {
  if (account.region !== region) {
    return skip(account, 'other-region', `minted for ${account.region}, whose own pipeline deploys it`);
  }
  if (account.type === 'regional') {
    const detail = 'the account of a regional pipeline, which hosts no management cluster';
    return skip(account, 'regional-account', detail);
  }
  if (account.type !== 'management') {
    const detail = `minted with type ${JSON.stringify(account.type)}, which is not "management"`;
    return skip(account, 'other-type', detail);
  }
  if (definitionsDecide) {
    return skip(account, 'no-definition', `no file under management-clusters/${region}/ names it`);
  }
  return selectAccount(account);
}

function skip({ name, id }: MintedAccount, reason: SkipReason, detail: string): SkippedCluster {
  return { name, accountId: id, reason, detail };
}

function selectAccount(account: MintedAccount): Placement {
  const name = ClusterName.safeParse(account.name);
  if (name.success) {
    const { region } = account;
    return { name: name.data, account, region, stateKey: clusterStateKey(name.data), wave: 0, variables: {} };
  }
  return {
    name: account.name,
    accountId: account.id,
    error: new PlatformError(clusterFilterErrors.AccountNameNotClusterName, {
      message:
        `the account ${account.id} has no definition, and its name cannot be its cluster's: ` +
        `${name.error.issues[0]?.message ?? JSON.stringify(account.name)}.`,
      remedy:
        `Write management-clusters/${account.region}/<name>.yaml with account: "${account.id}". The region then has ` +
        'definitions, so each of its clusters needs one.',
      context: { account: account.name, accountId: account.id, region: account.region },
    }),
  };
}
