import { unitsOf, wildcard, type Glob } from '../patterns/glob.js';
import { characters, ignoringCase, noneOf, type CharacterClass } from './character-class.js';

/** One character of a class, or any number of them, none too. */
export interface SequenceElement {
  readonly characters: CharacterClass;
  readonly repeated: boolean;
}

/** A language as one element after the other: what a glob is, and the shape of an ARN. */
export type Sequence = readonly SequenceElement[];

/** One character of a class. */
export function one(of: CharacterClass): SequenceElement {
  return { characters: of, repeated: false };
}

/** Any number of characters of a class. */
export function many(of: CharacterClass): SequenceElement {
  return { characters: of, repeated: true };
}

/** Puts texts and elements one after the other. */
export function sequence(...parts: readonly (string | SequenceElement | Sequence)[]): Sequence {
  return parts.flatMap((part) => (typeof part === 'string' ? sequenceOfGlob(unitsOf(part)) : part));
}

/** The sequence of a glob. */
export function sequenceOfGlob(glob: Glob): Sequence {
  return glob.map((symbol) => elementOfSymbol(symbol));
}

/** The sequence of a text whose case does not matter; undefined where that is not a matter of single units. */
export function sequenceIgnoringCase(glob: Glob): Sequence | undefined {
  const elements = glob.map((symbol) => {
    const folded = symbol < 0 ? undefined : ignoringCase(symbol);
    return folded && one(folded);
  });
  return elements.every((element) => element !== undefined) ? elements : undefined;
}

const elements = new Map<number, SequenceElement>();

/** The element of a symbol, made once: there are few, and sequences have many of them. */
function elementOfSymbol(symbol: number): SequenceElement {
  let element = elements.get(symbol);
  if (!element) elements.set(symbol, (element = makeElement(symbol)));
  return element;
}

function makeElement(symbol: number): SequenceElement {
  switch (symbol) {
    case wildcard.anyCharacter:
      return one(characters.any);
    case wildcard.anyCharacters:
      return many(characters.any);
    case wildcard.anyFieldCharacter:
      return one(noneOf(':'));
    case wildcard.anyFieldCharacters:
      return many(noneOf(':'));
    default:
      return one({ units: new Set([symbol]), complement: false });
  }
}
