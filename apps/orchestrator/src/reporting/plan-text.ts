import type { Selection } from '@regional-pipeline/cluster-filter';
import type { Settings } from '../settings.js';
import type { RunInputs } from '../read-selection.js';
import { foldOtherRegions } from './other-regions.js';
import type { Paint } from './palette.js';
import { formatTable } from './table.js';

/** What a run would do, for people. */
export function formatPlan({ selection, provenance }: RunInputs, settings: Settings, paint: Paint): string {
  const { selected, skipped, rejected } = selection;
  const source = `s3://${provenance.bucket}/${provenance.key} (serial ${provenance.serial})`;
  const head = `${paint('bold', settings.region)}: accounts from ${source}\n\n`;
  const nothing =
    selected.length + rejected.length === 0 ? 'Nothing to do: no cluster is to be deployed.\n' : '';
  return (
    head +
    nothing +
    formatSelected(selection, settings, paint) +
    formatSkipped(skipped, paint) +
    formatCounts(selection)
  );
}

function formatSelected({ selected, rejected }: Selection, settings: Settings, paint: Paint): string {
  const rows = selected.map(({ name, account, stateKey, definition }) => [
    { text: 'deploy', paint: (text: string) => paint('green', text) },
    { text: name, paint: (text: string) => paint('bold', text) },
    { text: account.id },
    { text: `s3://${settings.managementStateBucket}/${stateKey}` },
    { text: definition ?? 'no definition: every management account of the region is a cluster' },
  ]);
  const refused = rejected.map(
    ({ name, accountId, error }) =>
      `${paint('red', 'cannot deploy')}  ${name} (${accountId})  ${error.code}: ${error.message}\n  ${paint('bold', 'What to do:')} ${error.remedy}\n`,
  );
  return formatTable(rows) + refused.join('');
}

function formatSkipped(skipped: Selection['skipped'], paint: Paint): string {
  const { shown, hidden } = foldOtherRegions(skipped, ({ reason }) => reason);
  const table = formatTable(
    shown.map(({ name, accountId, reason, detail }) => [
      { text: 'skip', paint: (text: string) => paint('dim', text) },
      { text: name },
      { text: accountId ?? '-' },
      { text: reason },
      { text: detail },
    ]),
  );
  return (table && `\n${table}`) + (hidden > 0 ? `skip  … and ${hidden} more of other regions\n` : '');
}

function formatCounts({ selected, skipped, rejected }: Selection): string {
  const refused = rejected.length > 0 ? `, ${rejected.length} that cannot be deployed` : '';
  return `\n${selected.length} to deploy${refused}, ${skipped.length} skipped\n`;
}
