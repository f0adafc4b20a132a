import type { Selection } from '@regional-pipeline/cluster-filter';
import type { Settings } from '../settings.js';
import type { SelectionInputs } from '../read-selection.js';
import { foldOtherRegions } from './other-regions.js';
import type { Paint } from './palette.js';
import { printableRest } from './printable.js';
import { formatTable } from './table.js';

/** What a run would do, for people. */
export function formatPlan(
  { selection, provenance }: Pick<SelectionInputs, 'selection' | 'provenance'>,
  settings: Settings,
  paint: Paint,
): string {
  const { selected, skipped, rejected } = selection;
  const { bucket, key, serial } = provenance;
  const head = formatTable([
    [{ text: 'region' }, { text: settings.region, paint: (text) => paint('bold', text) }],
    [{ text: 'accounts' }, { text: `s3://${bucket}/${key} (serial ${serial})` }],
    [{ text: 'states' }, { text: `s3://${settings.managementStateBucket}/<cluster>/terraform.tfstate` }],
  ]);
  const nothing =
    selected.length + rejected.length === 0 ? 'Nothing to do: no cluster is to be deployed.\n' : '';
  return `${head}\n${nothing}${formatSelected(selection, paint)}${formatSkipped(skipped, paint)}${formatCounts(selection)}`;
}

function formatSelected({ selected, rejected }: Selection, paint: Paint): string {
  const deployed = selected.map(({ name, account, definition }) => [
    { text: 'deploy', paint: (text: string) => paint('green', text) },
    { text: name, paint: (text: string) => paint('bold', text) },
    { text: account.id },
    { text: account.name },
    { text: definition ?? 'without a definition, as the region has none' },
  ]);
  const refused = rejected.map(({ name, accountId, error }) => [
    { text: 'fail', paint: (text: string) => paint('red', text) },
    { text: name, paint: (text: string) => paint('bold', text) },
    { text: accountId },
    { text: error.code },
  ]);
  const reasons = rejected.map(
    ({ error }) =>
      `\n${printableRest(error.message)}\n${paint('bold', 'What to do:')} ${printableRest(error.remedy)}\n`,
  );
  return formatTable([...deployed, ...refused]) + reasons.join('');
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
