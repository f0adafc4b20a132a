import { parseDefinitions, selectClusters, type Selection } from '@regional-pipeline/cluster-filter';
import type { RunInputs } from '@regional-pipeline/fleet';
import { centralStateKey } from '@regional-pipeline/platform-model';
import { readMintedAccounts, type MintedAccounts } from '@regional-pipeline/state-reader';
import { readDefinitionFiles } from './definition-files.js';
import { definitionsDigest } from './definitions-digest.js';
import type { Settings } from './settings.js';
import { sourceRevision } from './source-revision.js';

/** What a run would work on, and where that is known from. */
export interface SelectionInputs {
  readonly selection: Selection;
  readonly provenance: MintedAccounts['provenance'];
  /** What tells these inputs from others. */
  readonly fingerprints: RunInputs;
}

/**
 * Reads Central's accounts and the repository's definitions, and holds them against each other. Changes nothing.
 *
 * @throws PlatformError of state-reader, of cluster-filter, and SourceUnreadable
 */
export async function readRunInputs(
  settings: Settings,
  source: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<SelectionInputs> {
  const { region } = settings;
  // First what is at hand: a typing mistake in a definition is told without a call to AWS.
  const files = await readDefinitionFiles(source);
  const definitions = parseDefinitions(files, region);
  const { accounts, provenance } = await readMintedAccounts({
    bucket: settings.centralStateBucket,
    key: centralStateKey,
    region,
  });
  const { versionId = null, etag = null, lineage, serial } = provenance;
  return {
    selection: selectClusters({ region, accounts, definitions }),
    provenance,
    fingerprints: {
      sourceRevision: await sourceRevision(source, environment),
      centralState: { versionId, etag, lineage, serial },
      definitionsDigest: definitionsDigest(files),
    },
  };
}
