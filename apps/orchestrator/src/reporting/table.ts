import { printable } from './printable.js';

/** A cell: its text, and how it is painted after it was padded, so that colours never shift a column. */
export interface Cell {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

/** Lays rows out in columns that line up, two spaces apart, without trailing spaces. */
export function formatTable(cells: readonly (readonly Cell[])[]): string {
  const rows = cells.map((row) => row.map((cell) => ({ ...cell, text: printable(cell.text) })));
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach(({ text }, column) => (widths[column] = Math.max(widths[column] ?? 0, text.length)));
  }
  return rows
    .map((row) =>
      row
        .map(({ text, paint }, column) => {
          const last = column === row.length - 1;
          const padded = last ? text : text.padEnd(widths[column] ?? 0);
          return paint ? paint(padded) : padded;
        })
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}
