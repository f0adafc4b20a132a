import { parseDefinitions, selectClusters, type Selection } from '@regional-pipeline/cluster-filter';
import { centralStateKey } from '@regional-pipeline/platform-model';
import { readMintedAccounts, type MintedAccounts } from '@regional-pipeline/state-reader';
import { readDefinitionFiles } from '../definition-files.js';
import type { Settings } from '../settings.js';
import { failedBy, ok, skipped, type Finding } from './finding.js';

/** What the inputs were found to be; the selection where both could be read. */
export interface InputFindings {
  readonly findings: readonly Finding[];
  readonly selection?: Selection;
}

/** The repository's definitions, Central's state, and what comes of both: each is looked at also where another fails. */
export async function checkInputs(settings: Settings, source: string): Promise<InputFindings> {
  const { region, centralStateBucket } = settings;
  const definitions = await attempt('definitions', async () =>
    parseDefinitions(await readDefinitionFiles(source), region),
  );
  const central = await attempt('central state', () =>
    readMintedAccounts({ bucket: centralStateBucket, key: centralStateKey, region }),
  );
  const findings = [
    definitions.value
      ? ok(
          'definitions',
          `${definitions.value.filter((one) => one.region === region).length} of ${region} in ${source}`,
        )
      : definitions.finding,
    central.value ? ok('central state', accountsText(central.value)) : central.finding,
  ];
  if (!definitions.value || !central.value) {
    return { findings: [...findings, skipped('clusters', 'without the inputs nobody knows them')] };
  }
  const inputs = { region, accounts: central.value.accounts, definitions: definitions.value };
  const selection = await attempt('clusters', () => Promise.resolve(selectClusters(inputs)));
  if (!selection.value) return { findings: [...findings, selection.finding] };
  const { selected, skipped: left, rejected } = selection.value;
  return {
    selection: selection.value,
    findings: [
      ...findings,
      ok(
        'clusters',
        `${selected.length} to deploy, ${left.length} skipped, ${rejected.length} that cannot be deployed`,
      ),
      ...rejected.map(({ name, error }) => failedBy(name, error)),
    ],
  };
}

function accountsText({ accounts, provenance }: MintedAccounts): string {
  const { bucket, key, serial } = provenance;
  return `${accounts.length} accounts in s3://${bucket}/${key} (serial ${serial})`;
}

type Attempt<T> = { readonly value: T } | { readonly value?: undefined; readonly finding: Finding };

async function attempt<T extends object>(subject: string, read: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await read() };
  } catch (error) {
    return { finding: failedBy(subject, error) };
  }
}
