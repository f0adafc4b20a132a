import path from 'node:path';
import type { Tree } from '@nx/devkit';
import {
  parseDefinitions,
  type ClusterDefinition,
  type DefinitionFile,
} from '@regional-pipeline/cluster-filter';
import { PlatformError } from '@regional-pipeline/platform-model';
import { regionsErrors } from '../errors.js';
import type { AccountOption } from './account-option.js';
import { givenRegion } from './given-region.js';

/** `nx g @regional-pipeline/regions:management-cluster mc06 …`; as in generators/management-cluster.schema.json. */
export interface ManagementClusterOptions {
  readonly name: string;
  readonly region: string;
  readonly account?: AccountOption;
  /** The platform repository, as a path from the workspace's root. */
  readonly repository: string;
}

const editorSchema = 'libs/cluster-filter/definition.schema.json';

/**
 * Adds the definition of a management cluster to a platform repository. It is read together with those that are there,
 * as a run would read them.
 *
 * @throws NotARegion, ClusterExists, AccountTaken; DefinitionsInvalid where a run of the region would refuse the definitions, this
 *   one or another, and then nothing is written
 */
export function addManagementCluster(
  tree: Tree,
  { name, region: given, account, repository }: ManagementClusterOptions,
): void {
  const region = givenRegion(given);
  const definitions = listDefinitions(tree, repository);
  const file = `management-clusters/${region}/${name}.yaml`;
  const taken = definitions.find(({ path: known }) => known.replace(/\.yml$/, '.yaml') === file);
  if (taken) {
    throw new PlatformError(regionsErrors.ClusterExists, {
      message: `${name} has its definition in ${region} already, ${path.posix.join(repository, taken.path)}.`,
      context: { name, region, file: taken.path },
    });
  }
  const place = path.posix.join(repository, file);
  const text = [
    ...schemaComment(place),
    `name: ${yamlText(name)}`,
    ...(account === undefined ? [] : [`account: ${yamlText(String(account))}`]),
  ].join('\n');
  const parsed = parseDefinitions([...definitions, { path: file, text }], region);
  refuseSharedAccount(parsed, file);
  tree.write(place, `${text}\n`);
}

function refuseSharedAccount(definitions: readonly ClusterDefinition[], file: string): void {
  const added = definitions.find(({ source }) => source.path === file);
  const other = definitions.find((one) => one.account === added?.account && one !== added);
  if (!other) return;
  throw new PlatformError(regionsErrors.AccountTaken, {
    message: `the account ${other.account} is that of the cluster ${other.name} in ${other.region}, by ${other.source.path}.`,
    context: { account: other.account, cluster: other.name },
  });
}

/** Editors find the schema by its path; from another repository there is none that holds on every machine. */
function schemaComment(place: string): string[] {
  const schema = path.posix.relative(path.posix.dirname(place), editorSchema);
  return place.startsWith('..') ? [] : [`# yaml-language-server: $schema=${schema}`];
}

function listDefinitions(tree: Tree, repository: string): DefinitionFile[] {
  const folder = path.posix.join(repository, 'management-clusters');
  return tree.children(folder).flatMap((region) =>
    tree.children(`${folder}/${region}`).map((name) => ({
      path: `management-clusters/${region}/${name}`,
      text: tree.read(`${folder}/${region}/${name}`, 'utf8') ?? '',
    })),
  );
}

/** Quoted where plain text could be a number, a truth value or nothing to YAML. */
function yamlText(value: string): string {
  return /^[a-z][a-z0-9-]*$/i.test(value) && !/^(true|false|null)$/i.test(value)
    ? value
    : JSON.stringify(value);
}
