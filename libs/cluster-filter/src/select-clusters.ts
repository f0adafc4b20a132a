import type { MintedAccount, Region } from '@regional-pipeline/platform-model';
import { lookUpAccounts, refuseAmbiguousAccounts } from './account-lookup.js';
import type { ClusterDefinition } from './cluster-definition.js';
import { findMisplaced, findSharedAccounts, findSharedNames } from './definition-conflicts.js';
import { compareText, refuseDefinitions } from './definition-problem.js';
import { placeAccount } from './place-account.js';
import { placeDefinition } from './place-definition.js';
import type {
  ManagementCluster,
  Placement,
  RejectedCluster,
  Selection,
  SkippedCluster,
} from './selection.js';

/** What is chosen from. */
export interface SelectClustersInput {
  readonly region: Region;
  /** All accounts that Central has minted, of every region. */
  readonly accounts: readonly MintedAccount[];
  /** All definitions of the repository; those of other regions are looked at for their accounts alone. */
  readonly definitions: readonly ClusterDefinition[];
}

/**
 * Says for every account and for every definition of `region` what becomes of it: selected, skipped or rejected.
 *
 * With definitions, exactly the defined clusters are meant. A region without any has one cluster for each of its
 * management accounts, of the account's name. Nothing of another region or another account type is ever selected,
 * and no two clusters share an account or a state. The order of the input does not matter; the lists are sorted by
 * name.
 *
 * @throws PlatformError DefinitionsInvalid where definitions contradict each other or the central map
 * @throws PlatformError AccountsAmbiguous where accounts of the region cannot be told apart
 */
export function selectClusters({ region, accounts, definitions }: SelectClustersInput): Selection {
  refuseAmbiguousAccounts(accounts, region);
  const accountOf = lookUpAccounts(accounts, definitions);
  refuseDefinitions(
    [
      ...findSharedNames(definitions),
      ...findSharedAccounts(definitions, accountOf),
      ...findMisplaced(definitions, accountOf),
    ],
    region,
  );
  const own = definitions.filter((definition) => definition.region === region);
  const claimed = new Set(own.map((definition) => accountOf(definition)?.name));
  const selection = new SelectionLists();
  for (const definition of own) selection.add(placeDefinition(definition, accountOf(definition)));
  for (const account of accounts) {
    if (account.region === region && claimed.has(account.name)) continue;
    selection.add(placeAccount(account, region, own.length > 0));
  }
  return selection.sorted();
}

class SelectionLists {
  readonly #selected: ManagementCluster[] = [];
  readonly #skipped: SkippedCluster[] = [];
  readonly #rejected: RejectedCluster[] = [];

  add(placement: Placement): void {
    if ('stateKey' in placement) this.#selected.push(placement);
    else if ('reason' in placement) this.#skipped.push(placement);
    else this.#rejected.push(placement);
  }

  sorted(): Selection {
    return {
      selected: this.#selected.sort((a, b) => compareText(a.name, b.name)),
      skipped: this.#skipped.sort(
        (a, b) => compareText(a.name, b.name) || compareText(a.accountId ?? '', b.accountId ?? ''),
      ),
      rejected: this.#rejected.sort(
        (a, b) => compareText(a.name, b.name) || compareText(a.accountId, b.accountId),
      ),
    };
  }
}
