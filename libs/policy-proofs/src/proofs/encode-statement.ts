import { always, and, negate, or, type Formula } from '../boxes/formula.js';
import type { Pattern } from '../patterns/pattern.js';
import type { ParsedStatement, Selection } from '../policies/parsed-policy.js';
import type { Sequence } from '../regular/sequence.js';
import { encodeCondition } from './encode-condition.js';
import { encodeMatch } from './encode-match.js';
import { examplesOf, hasTwoReadings, sequenceOf, textOfPattern } from './encode-pattern.js';
import type { Encoding } from './encoding.js';
import { wildcardText } from './pattern-text.js';

/** That a statement's action, resource and conditions match, as matchesStatement has it; principals are apart. */
export function encodeStatement(encoding: Encoding, statement: ParsedStatement): Formula {
  const { actions, resources, conditions } = statement;
  return and(
    encodeActions(encoding, actions),
    resources ? encodeResources(encoding, resources) : always,
    ...conditions.map((condition) => encodeCondition(encoding, condition)),
  );
}

function encodeActions(encoding: Encoding, { complement, values }: Selection<Pattern>): Formula {
  const names = values.map(wildcardText);
  const selected = encoding.actionIn(JSON.stringify(names), () => encoding.actions.matchingAny(names));
  return complement ? negate(selected) : selected;
}

function encodeResources(encoding: Encoding, { complement, values }: Selection<Pattern>): Formula {
  const selected = values.some(isEverything)
    ? always
    : or(
        encodePlain(
          encoding,
          values.filter((pattern) => !hasVariable(pattern) && !hasTwoReadings(pattern)),
        ),
        ...values
          .filter((pattern) => hasVariable(pattern) || hasTwoReadings(pattern))
          .map((pattern) => encodeEitherReading(encoding, pattern)),
      );
  return complement ? negate(selected) : selected;
}

function encodePlain(encoding: Encoding, patterns: readonly Pattern[]): Formula {
  if (patterns.length === 0) return or();
  const text = patterns.map(textOfPattern).join(' | ');
  const sequences = () => patterns.map((pattern): Sequence => sequenceOf(pattern, 'resource') ?? []);
  return encoding.matches('resource', undefined, `resource ${text}`, sequences, patterns.flatMap(examplesOf));
}

/**
 * A `*` that ends a field may run on past the colon, AWS says, and need not: what only the longer reading matches is
 * neither taken for allowed nor for denied.
 */
function encodeEitherReading(encoding: Encoding, pattern: Pattern): Formula {
  const resource = { attribute: 'resource' } as const;
  const running = encodeMatch(encoding, resource, pattern, 'resource');
  if (!hasTwoReadings(pattern)) return running;
  const runsOn = encoding.opaque(
    `whether a * of the Resource ${wildcardText(pattern)} runs on over a colon`,
    '',
  );
  return or(encodeMatch(encoding, resource, pattern, 'resource-confined'), and(running, runsOn));
}

function isEverything(pattern: Pattern): boolean {
  return pattern.length === 1 && pattern[0]?.kind === 'any-characters';
}

function hasVariable(pattern: Pattern): boolean {
  return pattern.some(({ kind }) => kind === 'variable');
}
