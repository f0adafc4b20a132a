import fc from 'fast-check';
import { confineToArnFields } from './arn-pattern.js';
import { matchesGlob, resolveGlob, wildcard, type Glob } from './glob.js';
import { parsePattern } from './pattern.js';

const glob = (text: string): Glob =>
  resolveGlob(parsePattern(text, true, { policy: 'test', path: '' }), () => undefined) ?? [];

/** By the definition, one symbol after the other, trying everything. */
function matchesByBruteForce(symbols: Glob, text: string): boolean {
  const [symbol, ...rest] = symbols;
  if (symbol === undefined) return text === '';
  const isField = symbol === wildcard.anyFieldCharacter || symbol === wildcard.anyFieldCharacters;
  if (symbol === wildcard.anyCharacters || symbol === wildcard.anyFieldCharacters) {
    if (matchesByBruteForce(rest, text)) return true;
    return text !== '' && !(isField && text.startsWith(':')) && matchesByBruteForce(symbols, text.slice(1));
  }
  if (text === '' || (isField && text.startsWith(':'))) return false;
  if (symbol >= 0 && symbol !== text.charCodeAt(0)) return false;
  return matchesByBruteForce(rest, text.slice(1));
}

const symbol = fc.constantFrom(
  ...Object.values(wildcard),
  wildcard.anyCharacters,
  wildcard.anyFieldCharacters,
  97,
  98,
  58,
);
const text = fc.string({ unit: fc.constantFrom('a', 'b', ':'), maxLength: 10 });

describe('globs', () => {
  it('match what their definition matches', () =>
    fc.assert(
      fc.property(fc.array(symbol, { maxLength: 8 }), text, (symbols, value) => {
        expect(matchesGlob(symbols, value)).toBe(matchesByBruteForce(symbols, value));
      }),
      { numRuns: 2000 },
    ));

  it('take time in proportion to pattern and text, whatever they are', () => {
    const stars = glob(`${'*a'.repeat(200)}b`);
    const fields = confineToArnFields(glob(`arn:${'*a?'.repeat(200)}:b`), false);
    const started = performance.now();
    expect(matchesGlob(stars, 'a'.repeat(10_000))).toBe(false);
    expect(matchesGlob(stars, `${'a'.repeat(10_000)}b`)).toBe(true);
    expect(matchesGlob(fields, `arn:${'a'.repeat(10_000)}`)).toBe(false);
    // Backtracking would not end within the age of the universe; the bound only has to be short of that.
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('patterns', () => {
  it('match themselves where they have neither wildcards nor variables', () =>
    fc.assert(
      fc.property(fc.string(), (value) => {
        fc.pre(!/[*?]|\$\{/.test(value));
        expect(matchesGlob(glob(value), value)).toBe(true);
      }),
    ));

  it('match any text whose special characters are escaped', () =>
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('*', '?', '$', '{', '}', 'a') }), (value) => {
        const escaped = value.replace(/[*?$]/g, (character) => `\${${character}}`);
        expect(matchesGlob(glob(escaped), value)).toBe(true);
        expect(matchesGlob(glob(escaped), `${value}a`)).toBe(false);
      }),
    ));

  it('keep a run of stars as one', () =>
    expect(parsePattern('a***b', true, { policy: 'test', path: '' })).toHaveLength(3));
});

describe('ARN patterns', () => {
  const matches = (pattern: string, arn: string, lastStarRunsOn: boolean) =>
    matchesGlob(confineToArnFields(glob(pattern), lastStarRunsOn), arn);

  it('match no more than the same globs without fields, and fewer without running on', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('*', '?', ':', 'a'), maxLength: 10 }),
        text,
        (pattern, arn) => {
          const confined = matches(pattern, arn, false);
          const runsOn = matches(pattern, arn, true);
          expect(!confined || runsOn).toBe(true);
          expect(!runsOn || matchesGlob(glob(pattern), arn)).toBe(true);
        },
      ),
    ));

  it('compare six fields one by one', () =>
    fc.assert(
      fc.property(fc.array(text, { minLength: 6, maxLength: 6 }), (fields) => {
        const clean = fields.map((field) => field.replaceAll(':', ''));
        expect(matches('*:*:*:*:*:*', clean.join(':'), false)).toBe(true);
        expect(matches(`*:*:*:*:*:${clean[5] ?? ''}`, clean.join(':'), false)).toBe(true);
        expect(matches('*:*:*:*:*', clean.join(':'), false)).toBe(false);
      }),
    ));
});
