import { stripVTControlCharacters } from 'node:util';
import type { Output } from './reporter.js';

/** A terminal that is narrower is left to break lines by itself. */
const narrowest = 40;

/** So much room the last column of a table needs beside the others; with less it goes on below them. */
const roomOfAColumn = 30;

/** Writes a text for people: folded to the terminal's width, and as it is where it goes to a file. */
export function writeText(output: Output, text: string): void {
  const { isTTY = false, columns } = output;
  output.write(isTTY && columns !== undefined ? foldLines(text, columns) : text);
}

/**
 * Folds lines at spaces to a terminal's width. What is folded goes on under the beginning of the last column of a
 * table (which two spaces or more set off), and of a paragraph under its indent.
 */
export function foldLines(text: string, columns: number): string {
  if (columns < narrowest) return text;
  return text
    .split('\n')
    .map((line) => (widthOf(line) > columns ? foldLine(line, columns) : line))
    .join('\n');
}

function foldLine(line: string, columns: number): string {
  const indent = ' '.repeat(indentOf(stripVTControlCharacters(line), columns));
  const lines: string[] = [];
  let current = '';
  // The separators are kept: in a table they are what lines up.
  for (const word of line.split(/(?<=\S)(?= )/)) {
    // A word that is longer than its column stays where it is: a new line would not make it fit.
    if (widthOf(current.trimEnd()) > indent.length && widthOf(current + word) > columns) {
      lines.push(current);
      current = indent + word.trimStart();
    } else {
      current += word;
    }
  }
  return [...lines, current].join('\n');
}

function indentOf(shown: string, columns: number): number {
  const before = /^ */.exec(shown)?.[0].length ?? 0;
  const last = [...shown.matchAll(/\S {2,}(?=\S)/g)].at(-1);
  if (!last) return before;
  const column = last.index + last[0].length;
  return columns - column >= roomOfAColumn ? column : before + 4;
}

function widthOf(text: string): number {
  return stripVTControlCharacters(text).length;
}
