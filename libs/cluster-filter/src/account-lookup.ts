import { AccountId, PlatformError, type MintedAccount, type Region } from '@regional-pipeline/platform-model';
import type { ClusterDefinition } from './cluster-definition.js';
import { compareText } from './definition-problem.js';
import { clusterFilterErrors } from './errors.js';

/** Finds the account that a definition means. */
export type AccountLookup = (definition: ClusterDefinition) => MintedAccount | undefined;

/**
 * Looks up the accounts that `definitions` name, in one pass over all accounts.
 *
 * What looks like an account id is one. One id may stand for several regions' regional accounts: of these the
 * definition means the one of its own region.
 */
export function lookUpAccounts(
  accounts: readonly MintedAccount[],
  definitions: readonly ClusterDefinition[],
): AccountLookup {
  const found = new Map<string, MintedAccount[]>(definitions.map(({ account }) => [account, []]));
  for (const account of accounts) {
    found.get(account.id)?.push(account);
    const named = found.get(account.name);
    if (named && !AccountId.safeParse(account.name).success) named.push(account);
  }
  return ({ account, region }) =>
    found
      .get(account)
      ?.sort(
        (a, b) => Number(b.region === region) - Number(a.region === region) || compareText(a.name, b.name),
      )[0];
}

/**
 * Refuses accounts of `region` that cannot be told apart: two of one name, or one whose id another entry has too.
 * Only regional accounts may share an id, for one account may hold the pipelines of several regions.
 *
 * @throws PlatformError AccountsAmbiguous
 */
export function refuseAmbiguousAccounts(accounts: readonly MintedAccount[], region: Region): void {
  const own = accounts.filter((account) => account.region === region);
  const ids = new Set<string>(own.map(({ id }) => id));
  const shared = [
    ...collisions(own, ({ name }) => name),
    ...collisions(
      accounts.filter(({ id }) => ids.has(id)),
      ({ id }) => id,
    ).filter((group) => group.some(({ type }) => type !== 'regional')),
  ];
  if (shared.length === 0) return;
  const groups = shared.map((group) =>
    group
      .map(({ name, id }) => `${JSON.stringify(name)} (${id})`)
      .sort()
      .join(' and '),
  );
  throw new PlatformError(clusterFilterErrors.AccountsAmbiguous, {
    message: `the central map has entries that share a name or an id: ${groups.sort().join('; ')}.`,
    context: { region, accounts: groups },
  });
}

/** The groups of more than one account that have one key. */
function collisions(
  accounts: readonly MintedAccount[],
  keyOf: (account: MintedAccount) => string,
): MintedAccount[][] {
  if (new Set(accounts.map(keyOf)).size === accounts.length) return [];
  const groups = new Map<string, MintedAccount[]>();
  for (const account of accounts) {
    const group = groups.get(keyOf(account));
    if (group) group.push(account);
    else groups.set(keyOf(account), [account]);
  }
  return [...groups.values()].filter(({ length }) => length > 1);
}
