import { policyMalformed, policyNotModelled, shown, type PolicyPosition } from '../errors.js';
import { isPolicyVariable } from './policy-variable.js';

/** A piece of a string that a policy compares with: what the evaluator and the proofs both read. */
export type PatternToken =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'any-character' }
  | { readonly kind: 'any-characters' }
  | { readonly kind: 'variable'; readonly key: string; readonly fallback?: string };

/** A string of a policy, its wildcards and variables told from its text. */
export type Pattern = readonly PatternToken[];

const anyCharacter: PatternToken = { kind: 'any-character' };
const anyCharacters: PatternToken = { kind: 'any-characters' };

/**
 * Parses a string of a policy: `${key}`, `${key, 'default'}` and the escapes `${*}`, `${?}`, `${$}`; and with
 * `wildcards`, `*` (any characters, none too) and `?` (one character, a UTF-16 unit).
 *
 * Source: IAM User Guide, "IAM policy elements: Variables and tags".
 *
 * @throws PolicyMalformed for a variable that is not closed or not written as one
 * @throws PolicyNotModelled for a variable that is not on the list, and for more wildcards or variables than are modelled
 */
export function parsePattern(text: string, wildcards: boolean, position: PolicyPosition): Pattern {
  const tokens: PatternToken[] = [];
  let literal = '';
  const push = (token: PatternToken) => {
    if (literal) tokens.push({ kind: 'literal', text: literal });
    literal = '';
    // Two stars match what one matches; runs of them would only cost time.
    if (token.kind !== 'any-characters' || tokens.at(-1)?.kind !== 'any-characters') tokens.push(token);
  };
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === '$' && text.charAt(index + 1) === '{') {
      const end = text.indexOf('}', index);
      if (end < 0) throw policyMalformed(position, `${shown(text)} has a variable that is not closed`);
      const name = text.slice(index + 2, end);
      if (name === '*' || name === '?' || name === '$') literal += name;
      else push(parseVariable(name, position));
      index = end;
    } else if (wildcards && character === '*') push(anyCharacters);
    else if (wildcards && character === '?') push(anyCharacter);
    else literal += character;
  }
  if (literal) tokens.push({ kind: 'literal', text: literal });
  return withinLimits(tokens, position);
}

/** What no policy comes near, and what a proof would take hours or all memory for. */
const limits = { wildcards: 500, variables: 8 };

function withinLimits(tokens: Pattern, position: PolicyPosition): Pattern {
  const wildcards = tokens.filter(({ kind }) => kind === 'any-character' || kind === 'any-characters').length;
  const variables = new Set(tokens.flatMap((token) => (token.kind === 'variable' ? [token.key] : []))).size;
  if (wildcards <= limits.wildcards && variables <= limits.variables) return tokens;
  throw policyNotModelled(
    position,
    `a value has ${wildcards} wildcards and ${variables} different policy variables, and the most that are modelled ` +
      `are ${limits.wildcards} and ${limits.variables}`,
  );
}

function parseVariable(text: string, position: PolicyPosition): PatternToken {
  const match = /^([^\s,']+:[^,']+?)(?:\s*,\s*'([^']*)')?$/.exec(text);
  const key = match?.[1]?.toLowerCase();
  if (!key) throw policyMalformed(position, `\${${text}} is not a policy variable`);
  if (!isPolicyVariable(key))
    throw policyNotModelled(position, `the policy variable \${${text}} is not known`);
  const fallback = match?.[2];
  return fallback === undefined ? { kind: 'variable', key } : { kind: 'variable', key, fallback };
}
