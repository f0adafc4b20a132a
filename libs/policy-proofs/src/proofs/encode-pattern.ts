import type { RelationMode, Term } from '../boxes/atom.js';
import { always, and, negate, type Formula } from '../boxes/formula.js';
import { confineToArnFields } from '../patterns/arn-pattern.js';
import { resolveGlob, wildcard } from '../patterns/glob.js';
import type { Pattern, PatternToken } from '../patterns/pattern.js';
import { sequenceIgnoringCase, sequenceOfGlob, type Sequence } from '../regular/sequence.js';
import type { Encoding } from './encoding.js';

/** A pattern with some of its variables filled in, and of which requests that is right. */
export interface FilledPattern {
  readonly guard: Formula;
  readonly pattern: Pattern;
  /** The variables that are left, by their key: the value is another part of the request. */
  readonly terms: ReadonlyMap<string, Term>;
}

/**
 * Every way to fill in the variables of a pattern. A variable without a value gives way to its default; where it has
 * none the pattern matches nothing, and there is no such way.
 */
export function fillPattern(encoding: Encoding, pattern: Pattern): readonly FilledPattern[] {
  let filled: readonly FilledPattern[] = [{ guard: always, pattern, terms: new Map() }];
  const keys = new Set(pattern.flatMap((token) => (token.kind === 'variable' ? [token.key] : [])));
  for (const key of keys) {
    filled = filled.flatMap((before) =>
      encoding.sourcesOf(key).flatMap(({ guard, source }): readonly FilledPattern[] => {
        const under = and(before.guard, guard);
        const without = () => {
          const replaced = replace(before.pattern, key, undefined);
          return replaced ? [{ ...before, guard: under, pattern: replaced }] : [];
        };
        if (source === 'absent') return without();
        if ('constant' in source) {
          const replaced = replace(before.pattern, key, source.constant) ?? [];
          return [{ ...before, guard: under, pattern: replaced }];
        }
        const terms = new Map([...before.terms, [key, source]]);
        if (!('key' in source)) return [{ guard: under, pattern: before.pattern, terms }];
        const absent = encoding.absent(source.key);
        return [
          { guard: and(under, negate(absent)), pattern: before.pattern, terms },
          ...without().map((one) => ({ ...one, guard: and(one.guard, absent) })),
        ];
      }),
    );
  }
  return filled;
}

/** The pattern with a variable's value as text; undefined where it has none, nor a default. */
function replace(pattern: Pattern, key: string, value: string | undefined): Pattern | undefined {
  const tokens: PatternToken[] = [];
  for (const token of pattern) {
    if (token.kind !== 'variable' || token.key !== key) tokens.push(token);
    else {
      const text = value ?? token.fallback;
      if (text === undefined) return undefined;
      tokens.push({ kind: 'literal', text });
    }
  }
  return tokens;
}

/**
 * The language of a pattern: without variables exactly, with some at least what it can match with any value of them.
 * Undefined where it ignores the case of characters outside ASCII.
 */
export function sequenceOf(pattern: Pattern, mode: RelationMode): Sequence | undefined {
  const hasVariable = pattern.some(({ kind }) => kind === 'variable');
  const open: Pattern = pattern.map((token) =>
    token.kind === 'variable' ? { kind: 'any-characters' } : token,
  );
  const glob = resolveGlob(open, () => undefined) ?? [];
  // What a variable brings may have colons, so that no field can be told.
  if (hasVariable || mode === 'text') {
    return mode === 'text-ignoring-case'
      ? [{ characters: { units: new Set(), complement: true }, repeated: true }]
      : sequenceOfGlob(glob);
  }
  if (mode === 'text-ignoring-case') return sequenceIgnoringCase(glob);
  return sequenceOfGlob(confineToArnFields(glob, mode === 'resource'));
}

/** Strings that a pattern matches, as they could stand in a request. */
export function examplesOf(pattern: Pattern): readonly string[] {
  const fill = (stars: string, character: string) =>
    pattern
      .map((token) => {
        if (token.kind === 'literal') return token.text;
        if (token.kind === 'variable') return 'example';
        return token.kind === 'any-characters' ? stars : character;
      })
      .join('');
  return pattern.length === 1 && pattern[0]?.kind !== 'literal' ? [] : [fill('example', 'x'), fill('', 'x')];
}

/** A text that tells two patterns apart, for the key of an atom. */
export function textOfPattern(pattern: Pattern): string {
  return pattern
    .map((token) =>
      token.kind === 'literal'
        ? JSON.stringify(token.text)
        : token.kind === 'variable'
          ? JSON.stringify(token)
          : token.kind,
    )
    .join('');
}

/** Whether the two readings of a `*` at the end of a field of a Resource differ for a pattern. */
export function hasTwoReadings(pattern: Pattern): boolean {
  const open: Pattern = pattern.map((token) =>
    token.kind === 'variable' ? { kind: 'literal', text: 'x' } : token,
  );
  const glob = resolveGlob(open, () => undefined) ?? [];
  return confineToArnFields(glob, true).some(
    (symbol, index) => symbol === wildcard.anyCharacters && confineToArnFields(glob, false)[index] !== symbol,
  );
}
