import fc from 'fast-check';
import { createLineSplitter } from './line-splitter.js';
import { createRedactor, longestMatch } from './redactor.js';

const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const splitter = () => createLineSplitter(createRedactor(() => [secret]));

function split(chunks: readonly string[]): string[] {
  const { push, end } = splitter();
  return [...chunks.flatMap((chunk) => push(chunk)), ...end()];
}

describe('createLineSplitter', () => {
  it('gives each line once, however the chunks fall', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\u{1f600}') }), { minLength: 1 }),
        fc.array(fc.nat(40)),
        (lines, cuts) => {
          const text = lines.map((line) => `${line}\n`).join('');
          expect(split(pieces(text, cuts))).toEqual(lines);
        },
      ),
    );
  });

  it('gives the last line without an end, and drops carriage returns before an end', () => {
    expect(split(['one\r\ntw', 'o'])).toEqual(['one', 'two']);
    expect(split([''])).toEqual([]);
  });

  it('never lets a part of a secret through, wherever the chunks and the pieces of an endless line are cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(5 * longestMatch), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 100, max: 90_000 }),
        (paddings, chunkLength) => {
          const text = paddings.map((length) => '.'.repeat(length) + secret).join('');
          const chunks = text.match(new RegExp(`.{1,${chunkLength}}`, 'g')) ?? [];
          const printed = split(chunks);
          expect(printed.join('').replaceAll('***', secret)).toBe(text);
          for (let start = 0; start + 8 <= secret.length; start++) {
            expect(printed.join('\n')).not.toContain(secret.slice(start, start + 8));
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('keeps a label and its value together at a cut', () => {
    const unknown = createLineSplitter(createRedactor(() => []));
    const line = `${'.'.repeat(3 * longestMatch - 10)}SecretAccessKey="${secret}"${'.'.repeat(2 * longestMatch)}`;
    expect([...unknown.push(line), ...unknown.end()].join('')).not.toContain(secret.slice(0, 20));
  });

  it('holds no more than a few pieces of a line that never ends', () => {
    const { push, end } = splitter();
    let printed = 0;
    const chunk = 'x'.repeat(64 * 1024);
    for (let index = 0; index < 100; index++) printed += push(chunk).join('').length;
    expect(100 * chunk.length - printed).toBeLessThan(8 * longestMatch);
    printed += end().join('').length;
    expect(printed).toBe(100 * chunk.length);
  });

  it('does not halve a character at a cut', () => {
    for (const shift of ['', 'x']) {
      const text = shift + '\u{1f600}'.repeat(5 * longestMatch);
      for (const piece of split([text])) expect(piece).toBe(Buffer.from(piece).toString());
    }
  });
});

function pieces(text: string, cuts: readonly number[]): string[] {
  const chunks: string[] = [];
  let start = 0;
  for (const cut of cuts) {
    chunks.push(text.slice(start, start + cut));
    start += cut;
  }
  return [...chunks, text.slice(start)];
}
