import { holdsForValues } from '../evaluation/match-condition.js';
import { passes, type ConditionTest } from '../operators/condition-test.js';
import type { ParsedCondition } from '../policies/parsed-policy.js';
import type { OrderedTest, RelationMode, Term, ValueTest } from '../boxes/atom.js';
import { always, and, literal, negate, never, or, type Formula } from '../boxes/formula.js';
import type { Pattern } from '../patterns/pattern.js';
import type { Sequence } from '../regular/sequence.js';
import { sequenceAutomaton } from '../regular/sequence-automaton.js';
import { encodeMatch, encodePassing } from './encode-match.js';
import { examplesOf, fillPattern, sequenceOf, textOfPattern } from './encode-pattern.js';
import { sharedAutomaton } from './shared-automata.js';
import type { Encoding } from './encoding.js';

/** That a condition holds, as matchesCondition has it, of whatever values its key may have. */
export function encodeCondition(encoding: Encoding, condition: ParsedCondition): Formula {
  return or(
    ...encoding
      .sourcesOf(condition.key)
      .map(({ guard, source }) => and(guard, encodeFor(encoding, condition, source))),
  );
}

function encodeFor(
  encoding: Encoding,
  condition: ParsedCondition,
  source: { readonly constant: string } | 'absent' | Term,
): Formula {
  const decided = (values: readonly string[]) =>
    holdsForValues(condition, values, () => undefined) === true ? always : never;
  if (source === 'absent') return decided([]);
  if ('constant' in source) {
    if (!condition.tests.some(hasVariable)) return decided([source.constant]);
    const passes = or(...condition.tests.map((test) => encodeFixed(encoding, source.constant, test)));
    return condition.operator.negated ? negate(passes) : passes;
  }
  if ('key' in source) return encodeForKey(encoding, condition, source.key);
  if (condition.operator.name === 'Null') return decided(['x']);
  const passes = encodeOneValue(encoding, condition, source);
  return condition.operator.negated ? negate(passes) : passes;
}

function encodeForKey(encoding: Encoding, condition: ParsedCondition, key: string): Formula {
  const { operator, quantifier, ifExists, tests } = condition;
  const absent = encoding.absent(key);
  if (operator.name === 'Null') {
    const wanted = new Set(tests.flatMap((test) => (test.kind === 'absence' ? [test.absent] : [])));
    return wanted.size > 1 ? always : wanted.has(true) ? absent : negate(absent);
  }
  if (quantifier === undefined) {
    const passes = encodeOneValue(encoding, condition, { key });
    // The atoms of a key do not hold where it is absent.
    if (operator.negated) return negate(passes);
    return ifExists ? or(absent, passes) : passes;
  }
  const test = tests.some(hasVariable) ? undefined : plainTest(tests);
  if (!test)
    return encoding.opaque(
      `${describe(condition)} compares several values with a policy variable or with letters of any case that are not ASCII`,
      identify(condition),
    );
  const onEmpty = ifExists || quantifier === 'all';
  const text = [quantifier, operator.negated, onEmpty, textOfTests(tests)].join(' ');
  return literal(
    encoding.table.intern(`values|${key}|${text}`, () => ({
      kind: 'values',
      key,
      quantifier,
      negated: operator.negated,
      test,
      onEmpty,
    })),
  );
}

/** That a fixed value passes a test: that the variable which is all of its pattern has this value. */
function encodeFixed(encoding: Encoding, value: string, test: ConditionTest): Formula {
  if (test.kind === 'absence') return never;
  if (!hasVariable(test)) return passes(test, value, () => undefined) ? always : never;
  const { pattern } = test;
  return or(
    ...fillPattern(encoding, pattern).map((filled) => {
      const [term] = filled.terms.values();
      if (!term) {
        const matches = passes({ ...test, pattern: filled.pattern }, value, () => undefined);
        return matches ? filled.guard : never;
      }
      const mode = modeOf(test);
      if (filled.pattern.length === 1 && mode !== 'text-ignoring-case') {
        return and(filled.guard, encodeMatch(encoding, term, [{ kind: 'literal', text: value }], 'text'));
      }
      return encoding.opaque(
        `a policy variable inside ${textOfPattern(pattern)} is compared with the fixed value ${value}`,
        mode,
      );
    }),
  );
}

/** That the one value of a term passes one of a condition's tests. */
function encodeOneValue(encoding: Encoding, condition: ParsedCondition, term: Term): Formula {
  const plain: ConditionTest[] = [];
  const alternatives: Formula[] = [];
  for (const test of condition.tests) {
    if ((test.kind !== 'text' && test.kind !== 'arn') || !hasVariable(test)) plain.push(test);
    else alternatives.push(encodeMatch(encoding, term, test.pattern, modeOf(test)));
  }
  if (plain.length > 0) {
    const test = plainTest(plain);
    alternatives.push(
      test
        ? encodePassing(encoding, term, textOfTests(plain), test)
        : encoding.opaque(
            `${describe(condition)} ignores the case of letters that are not ASCII`,
            identify(condition),
          ),
    );
  }
  return or(...alternatives);
}

/** What passes one of some tests without variables; undefined where that is not modelled. */
function plainTest(tests: readonly ConditionTest[]): ValueTest | undefined {
  const ordered = tests.filter(
    (test): test is OrderedTest =>
      test.kind === 'number' || test.kind === 'instant' || test.kind === 'address',
  );
  if (ordered.length > 0) return { kind: 'ordered', tests: ordered };
  const automaton = sharedAutomaton(`tests ${textOfTests(tests)}`, () => {
    const sequences = sequencesOf(tests);
    return sequences && sequenceAutomaton(sequences);
  });
  return (
    automaton && {
      kind: 'automaton',
      automaton,
      examples: tests.flatMap((test) =>
        test.kind === 'text' || test.kind === 'arn' ? examplesOf(test.pattern) : [],
      ),
    }
  );
}

function sequencesOf(tests: readonly ConditionTest[]): readonly Sequence[] | undefined {
  const sequences = tests.map((test): Sequence | undefined => {
    if (test.kind === 'text' || test.kind === 'arn') return sequenceOf(test.pattern, modeOf(test));
    if (test.kind === 'boolean')
      return sequenceOf([{ kind: 'literal', text: String(test.value) }], 'text-ignoring-case');
    if (test.kind === 'binary') return sequenceOf([{ kind: 'literal', text: test.base64 }], 'text');
    return undefined;
  });
  return sequences.every((one) => one !== undefined) ? sequences : undefined;
}

function modeOf(test: Extract<ConditionTest, { readonly pattern: Pattern }>): RelationMode {
  if (test.kind === 'arn') return 'arn';
  return test.ignoreCase ? 'text-ignoring-case' : 'text';
}

function hasVariable(test: ConditionTest): test is Extract<ConditionTest, { readonly pattern: Pattern }> {
  return (
    (test.kind === 'text' || test.kind === 'arn') && test.pattern.some(({ kind }) => kind === 'variable')
  );
}

function textOfTests(tests: readonly ConditionTest[]): string {
  return tests
    .map((test) =>
      test.kind === 'text' || test.kind === 'arn'
        ? `${modeOf(test)} ${textOfPattern(test.pattern)}`
        : JSON.stringify(test, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
    )
    .join(' | ');
}

function identify(condition: ParsedCondition): string {
  return `${describe(condition)} ${condition.ifExists} ${textOfTests(condition.tests)}`;
}

function describe({ operator, quantifier, key }: ParsedCondition): string {
  const prefix = { any: 'ForAnyValue:', all: 'ForAllValues:' };
  return `${quantifier ? prefix[quantifier] : ''}${operator.name} on ${key}`;
}
