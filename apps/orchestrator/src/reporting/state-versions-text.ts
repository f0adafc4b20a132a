import type { ListedStateVersion } from '../commands/state-versions.js';
import type { Paint } from './palette.js';
import { formatTable, headerRow } from './table.js';

/** The versions of a state for people, the newest first. */
export function formatStateVersions(
  versions: readonly ListedStateVersion[],
  total: number,
  paint: Paint,
): string {
  const table = formatTable([
    headerRow(
      paint,
      'version',
      'written (UTC)',
      'serial',
      'resources',
      'bytes',
      'terraform',
      'run',
      'lineage',
    ),
    ...versions.map((version) => [
      { text: version.id, paint: (text: string) => paint(version.newest ? 'bold' : 'dim', text) },
      { text: version.writtenAt.slice(0, 19).replace('T', ' ') },
      { text: shown(version.serial) },
      { text: shown(version.resources) },
      { text: String(version.bytes) },
      { text: shown(version.terraformVersion) },
      { text: shown(version.writer?.run ?? null) },
      version.defect === null
        ? { text: shown(version.lineage) }
        : {
            text: `${version.defect}: ${version.detail ?? ''}`,
            paint: (text: string) => paint('red', text),
          },
    ]),
  ]);
  const more =
    total > versions.length ? `… and ${total - versions.length} earlier ones: --limit ${total}\n` : '';
  return table + more;
}

function shown(value: string | number | null): string {
  return value === null ? '-' : String(value);
}
