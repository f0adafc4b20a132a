import { stripVTControlCharacters } from 'node:util';
import type { Paint } from './palette.js';
import { printable } from './printable.js';

/** A cell: its text, and how it is painted after it was padded, so that colours never shift a column. */
export interface Cell {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

/**
 * Lays rows out in columns that line up, two spaces apart, without trailing spaces. A colour in a cell's text is left
 * out: it would shift the columns, and go on behind the cell.
 */
export function formatTable(cells: readonly (readonly Cell[])[]): string {
  const rows = cells.map((row) =>
    row.map((cell) => ({ ...cell, text: stripVTControlCharacters(printable(cell.text)) })),
  );
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

/** The names of the columns, as a table's first row. */
export function headerRow(paint: Paint, ...names: readonly string[]): Cell[] {
  return names.map((text) => ({ text, paint: (padded) => paint('bold', padded) }));
}
