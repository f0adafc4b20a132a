import { parseDefinitions, selectClusters, type Selection } from '@regional-pipeline/cluster-filter';
import { centralStateKey } from '@regional-pipeline/platform-model';
import { readMintedAccounts, type MintedAccounts } from '@regional-pipeline/state-reader';
import { readDefinitionFiles } from './definition-files.js';
import type { Settings } from './settings.js';

/** What a run would work on, and where that is known from. */
export interface RunInputs {
  readonly selection: Selection;
  readonly provenance: MintedAccounts['provenance'];
}

/**
 * Reads Central's accounts and the repository's definitions, and holds them against each other. Changes nothing.
 *
 * @throws PlatformError of state-reader, of cluster-filter, and SourceUnreadable
 */
export async function readRunInputs(settings: Settings, source: string): Promise<RunInputs> {
  const { region } = settings;
  // First what is at hand: a typing mistake in a definition is told without a call to AWS.
  const definitions = parseDefinitions(await readDefinitionFiles(source), region);
  const { accounts, provenance } = await readMintedAccounts({
    bucket: settings.centralStateBucket,
    key: centralStateKey,
    region,
  });
  return { selection: selectClusters({ region, accounts, definitions }), provenance };
}
