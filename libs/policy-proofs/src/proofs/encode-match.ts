import type { RelationMode, Term, ValueTest } from '../boxes/atom.js';
import { and, literal, or, type Formula } from '../boxes/formula.js';
import type { Pattern } from '../patterns/pattern.js';
import { sequenceAutomaton } from '../regular/sequence-automaton.js';
import { examplesOf, fillPattern, sequenceOf, textOfPattern } from './encode-pattern.js';
import { sharedAutomaton } from './shared-automata.js';
import type { Encoding } from './encoding.js';

/** That the one value of a term passes a test; `text` tells the test apart. */
export function encodePassing(encoding: Encoding, term: Term, text: string, test: ValueTest): Formula {
  if ('key' in term) {
    const { key } = term;
    return literal(encoding.table.intern(`value|${key}|${text}`, () => ({ kind: 'value', key, test })));
  }
  if (test.kind === 'ordered') {
    return encoding.opaque(
      `a ${term.attribute} is compared as a number, a date or an address`,
      JSON.stringify([term, text]),
    );
  }
  return encoding.accepted(term.attribute, term.focus, text, () => test.automaton, test.examples);
}

/** That a term matches a pattern, whose variables are other terms. */
export function encodeMatch(
  encoding: Encoding,
  subject: Term,
  pattern: Pattern,
  mode: RelationMode,
): Formula {
  return or(
    ...fillPattern(encoding, pattern).map((filled) => {
      const text = `${mode} ${textOfPattern(filled.pattern)}`;
      const automaton = sharedAutomaton(`test ${text}`, () => {
        const sequence = sequenceOf(filled.pattern, mode);
        return sequence && sequenceAutomaton([sequence]);
      });
      if (!automaton)
        return and(
          filled.guard,
          encoding.opaque('a text ignores the case of letters that are not ASCII', text),
        );
      const examples = examplesOf(filled.pattern);
      const test = { kind: 'automaton', automaton, examples } as const;
      const possible = encodePassing(encoding, subject, text, test);
      if (filled.terms.size === 0) return and(filled.guard, possible);
      const terms = JSON.stringify([subject, ...filled.terms]);
      const relation = encoding.table.intern(`relation|${terms}|${text}`, () => ({
        kind: 'relation',
        subject,
        pattern: filled.pattern,
        mode,
        terms: filled.terms,
      }));
      return and(filled.guard, possible, literal(relation));
    }),
  );
}
