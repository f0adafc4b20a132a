import fc from 'fast-check';
import { DFA, NFA, JS } from 'refa';
import { globOf, matchesGlob, wildcard, type Glob } from '../patterns/glob.js';
import { randomSeed } from '../testing/random-seed.js';
import { accepts } from './automaton.js';
import { findText, type Membership } from './product.js';
import { searchBudget } from './search-budget.js';
import { sequenceAutomaton } from './sequence-automaton.js';
import { sequenceOfGlob } from './sequence.js';

const glob: fc.Arbitrary<Glob> = fc.array(
  fc.constantFrom(...Object.values(wildcard), wildcard.anyCharacters, 97, 98, 58),
  { maxLength: 6 },
);
const automatonOf = (...globs: readonly Glob[]) => sequenceAutomaton(globs.map(sequenceOfGlob));
interface Member {
  /** An automaton of one glob leaves positions out that one of several has to keep. */
  readonly globs: readonly Glob[];
  readonly negated: boolean;
}
const membershipOf = ({ globs, negated }: Member): Membership => ({
  automaton: automatonOf(...globs),
  negated,
});
const membership = (one: Glob, negated: boolean): Membership => membershipOf({ globs: [one], negated });
const randomMembers = fc.array(
  fc.record({ globs: fc.array(glob, { minLength: 1, maxLength: 3 }), negated: fc.boolean() }),
  { minLength: 1, maxLength: 3 },
);

/** The same glob for refa, an independent library of regular languages. */
function regularExpression(symbols: Glob): string {
  const source = symbols.map((symbol) => {
    if (symbol === wildcard.anyCharacter) return '[^]';
    if (symbol === wildcard.anyCharacters) return '[^]*';
    if (symbol === wildcard.anyFieldCharacter) return '[^:]';
    if (symbol === wildcard.anyFieldCharacters) return '[^:]*';
    return String.fromCharCode(symbol);
  });
  return `(?:${source.join('')})`;
}

function dfaOf(...globs: readonly Glob[]): DFA {
  const regex = new RegExp(globs.map(regularExpression).join('|'));
  const { expression, maxCharacter } = JS.Parser.fromLiteral(regex).parse();
  return DFA.fromFA(NFA.fromRegex(expression, { maxCharacter }));
}

function isEmptyForRefa(members: readonly Member[]): boolean {
  const automata = members.map(({ globs, negated }) => {
    const dfa = dfaOf(...globs);
    if (negated) dfa.complement();
    return dfa;
  });
  const [first, ...others] = automata;
  const all = others.reduce<DFA>(
    (product, one) => DFA.fromIntersection(product, one),
    first ?? dfaOf([wildcard.anyCharacters]),
  );
  return all.isEmpty;
}

describe(`automata (PROOFS_SEED=${randomSeed})`, () => {
  it('accept what the globs match', () =>
    fc.assert(
      fc.property(
        fc.array(glob, { minLength: 1, maxLength: 3 }),
        fc.string({ unit: fc.constantFrom('a', 'b', ':', 'é'), maxLength: 8 }),
        (globs, text) => {
          const isMatched = globs.some((one) => matchesGlob(one, text));
          expect(accepts(automatonOf(...globs), text)).toBe(isMatched);
        },
      ),
      { numRuns: 2000 },
    ));

  it('have a common text exactly where refa says so, and it is one', () =>
    fc.assert(
      fc.property(randomMembers, (members) => {
        const text = findText(members.map(membershipOf), searchBudget(1_000_000));
        expect(text === undefined).toBe(isEmptyForRefa(members));
        for (const { globs, negated } of members) {
          if (text === undefined) continue;
          expect(globs.some((one) => matchesGlob(one, text))).toBe(!negated);
        }
      }),
      { numRuns: 500 },
    ));

  it('of globs with 200 stars each end a search, or the search says that it did not end', () => {
    const [left, right] = [globOf('*a'.repeat(200)), globOf(`${'*b'.repeat(200)}*`)];
    const both = findText([membership(left, false), membership(right, false)], searchBudget(5_000_000));
    expect(both).toHaveLength(400);
    expect(() => findText([membership(left, false), membership(right, false)], searchBudget(1000))).toThrow(
      'the search did not end within 1000 steps',
    );
  });
});
