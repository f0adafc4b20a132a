import { stripVTControlCharacters, styleText } from 'node:util';
import fc from 'fast-check';
import { Recording } from '../testing/recording.js';
import { foldLines, writeText } from './fold-lines.js';

it('folds a paragraph under its indent', () => {
  expect(foldLines('  one two three four five six seven eight nine ten\n', 40)).toBe(
    '  one two three four five six seven\n  eight nine ten\n',
  );
});

it('folds the last column of a table under its beginning', () => {
  const rows = 'ok      disk  free\nfailed  make  there is no make on the whole long PATH\n';
  expect(foldLines(rows, 46)).toBe(
    'ok      disk  free\nfailed  make  there is no make on the whole\n              long PATH\n',
  );
});

it('folds it below the row, where it has no room beside the others', () => {
  expect(foldLines('20260131t235959-0a1b  died  its build is over since long', 44)).toBe(
    '20260131t235959-0a1b  died  its build is\n    over since long',
  );
});

it('does not count colours, and leaves what has no space', () => {
  const painted = styleText('red', 'x'.repeat(40), { validateStream: false });
  expect(foldLines(painted, 40)).toBe(painted);
  expect(foldLines('y'.repeat(60), 40)).toBe('y'.repeat(60));
});

it('loses no word, and lets none be too long that has a space', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{1,30}$/), { maxLength: 30 }), (words) => {
      const folded = foldLines(words.join(' '), 40);
      expect(folded.split(/\s+/).filter(Boolean)).toEqual(words);
      for (const line of folded.split('\n')) expect(line.length).toBeLessThanOrEqual(40);
    }),
  );
});

it('is for terminals alone', () => {
  const text = `${'word '.repeat(30)}\n`;
  const [file, terminal] = [new Recording(), new Recording(true, { columns: 80 })];
  writeText(file, text);
  writeText(terminal, text);
  expect(file.text).toBe(text);
  expect(terminal.lines.length).toBe(2);
  expect(stripVTControlCharacters(terminal.text)).toBe(terminal.text);
});
