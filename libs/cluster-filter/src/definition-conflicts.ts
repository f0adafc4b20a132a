import type { MintedAccount } from '@regional-pipeline/platform-model';
import type { ClusterDefinition } from './cluster-definition.js';
import { compareText, type DefinitionProblem } from './definition-problem.js';

/** Finds the definitions of one region that bear one name: they would share one Terraform state. */
export function findSharedNames(definitions: readonly ClusterDefinition[]): DefinitionProblem[] {
  return sharedBy(definitions, ({ region, name }) => `${region}/${name}`).map(({ definition, first }) => ({
    ...placeOf(definition),
    message: `${definition.name} is defined in ${first.source.path} too; keep one, a cluster has one state`,
    regions: [definition.region],
  }));
}

/** Finds the definitions, of any regions, that claim one account, whether they name it or give its id. */
export function findSharedAccounts(
  definitions: readonly ClusterDefinition[],
  accountOf: (definition: ClusterDefinition) => MintedAccount | undefined,
): DefinitionProblem[] {
  const identity = (definition: ClusterDefinition) =>
    accountOf(definition)?.id ?? `pending ${definition.account}`;
  return sharedBy(definitions, identity).map(({ definition, first }) => ({
    ...placeOf(definition),
    message:
      `account ${definition.account} has a definition in ${first.source.path}:${first.source.line} too; ` +
      'an account holds one cluster, so correct one of them',
    regions: [definition.region, first.region],
  }));
}

/** Finds the definitions whose account was minted for another region than the folder says. */
export function findMisplaced(
  definitions: readonly ClusterDefinition[],
  accountOf: (definition: ClusterDefinition) => MintedAccount | undefined,
): DefinitionProblem[] {
  return definitions.flatMap((definition) => {
    const account = accountOf(definition);
    if (!account || account.region === definition.region) return [];
    const message =
      `account ${account.name} (${account.id}) was minted for ${account.region}, and the file lies in the folder ` +
      `of ${definition.region}; correct the account, or move the file to management-clusters/${account.region}/`;
    return [{ ...placeOf(definition), message, regions: [definition.region, account.region] }];
  });
}

function placeOf({ source }: ClusterDefinition) {
  return { path: source.path, line: source.line, column: 1 };
}

/** Pairs each definition whose key is taken with the one that took it, the first by path. */
function sharedBy(
  definitions: readonly ClusterDefinition[],
  keyOf: (definition: ClusterDefinition) => string,
): { definition: ClusterDefinition; first: ClusterDefinition }[] {
  const firsts = new Map<string, ClusterDefinition>();
  const byPath = [...definitions].sort((a, b) => compareText(a.source.path, b.source.path));
  return byPath.flatMap((definition) => {
    const key = keyOf(definition);
    const first = firsts.get(key);
    if (first) return [{ definition, first }];
    firsts.set(key, definition);
    return [];
  });
}
