import type { Pattern } from './pattern.js';
import type { VariableLookup } from './policy-variable.js';

/**
 * A pattern of one request: UTF-16 units to be met exactly, and wildcards as negative numbers.
 * Wildcards of a field are those that do not match a colon.
 */
export type Glob = readonly number[];

/** The wildcards of a glob. */
export const wildcard = {
  anyCharacter: -1,
  anyCharacters: -2,
  anyFieldCharacter: -3,
  anyFieldCharacters: -4,
} as const;

/**
 * Puts a request's values into a pattern; undefined where a variable has none, which matches nothing.
 *
 * A value is text: a `*` inside it is no wildcard, so whoever sets a tag can widen nothing.
 */
export function resolveGlob(pattern: Pattern, variables: VariableLookup): Glob | undefined {
  const glob: number[] = [];
  for (const token of pattern) {
    if (token.kind === 'any-character') glob.push(wildcard.anyCharacter);
    else if (token.kind === 'any-characters') glob.push(wildcard.anyCharacters);
    else {
      const text = token.kind === 'literal' ? token.text : (variables(token.key) ?? token.fallback);
      if (text === undefined) return undefined;
      for (let index = 0; index < text.length; index++) glob.push(text.charCodeAt(index));
    }
  }
  return glob;
}

/**
 * Tells whether the whole of `text` matches. Time is at most (length of glob) × (length of text), whatever they are:
 * all positions of the glob that are possible are followed at once, nothing is tried twice.
 */
export function matchesGlob(glob: Glob, text: string): boolean {
  let start = 0;
  for (; start < glob.length && (glob[start] ?? 0) >= 0; start++) {
    if (text.charCodeAt(start) !== glob[start]) return false;
  }
  if (start === glob.length) return text.length === start;

  let possible = new Uint8Array(glob.length + 1);
  let next = new Uint8Array(glob.length + 1);
  reach(possible, start, glob);
  for (let index = start; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    let alive = false;
    next.fill(0);
    for (let at = start; at < glob.length; at++) {
      if (possible[at] === 0) continue;
      const symbol = glob[at] ?? 0;
      if (!takes(symbol, unit)) continue;
      reach(next, isStar(symbol) ? at : at + 1, glob);
      alive = true;
    }
    if (!alive) return false;
    [possible, next] = [next, possible];
  }
  return possible[glob.length] === 1;
}

/** Marks a position, and those after it that stars may skip to. */
function reach(possible: Uint8Array, position: number, glob: Glob): void {
  let at = position;
  possible[at] = 1;
  while (at < glob.length && isStar(glob[at] ?? 0)) possible[++at] = 1;
}

function isStar(symbol: number): boolean {
  return symbol === wildcard.anyCharacters || symbol === wildcard.anyFieldCharacters;
}

const colon = 58;

function takes(symbol: number, unit: number): boolean {
  if (symbol >= 0) return symbol === unit;
  return symbol >= wildcard.anyCharacters || unit !== colon;
}

/** The glob of a text in which `*` and `?` are wildcards and nothing is a variable. */
export function globOf(text: string): Glob {
  return unitsOf(text).map((unit) =>
    unit === star ? wildcard.anyCharacters : unit === questionMark ? wildcard.anyCharacter : unit,
  );
}

const star = 42;
const questionMark = 63;

/** The UTF-16 units of a text. */
export function unitsOf(text: string): readonly number[] {
  return Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
}
