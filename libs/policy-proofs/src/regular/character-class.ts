import { unitsOf } from '../patterns/glob.js';

/** A set of UTF-16 units: some units, or all but some. */
export interface CharacterClass {
  readonly units: ReadonlySet<number>;
  /** Whether `units` are those that do not belong. */
  readonly complement: boolean;
  /** It consists of whole kinds of characters (see kindOf), so that it tells no two of a kind apart. */
  readonly ofKinds?: true;
}

/** Tells whether a unit belongs to a class. */
export function includesUnit({ units, complement }: CharacterClass, unit: number): boolean {
  return units.has(unit) !== complement;
}

const lower = 'abcdefghijklmnopqrstuvwxyz';
const upper = lower.toUpperCase();
const digits = '0123456789';
const ofPaths = '!"#$%&\'()*;<>?[\\]^`{|}~';

/** Kinds of characters: the classes of `characters` are made of them. */
export const kinds: readonly (readonly number[])[] = [
  lower,
  digits,
  '-',
  upper,
  '_+=,@',
  '.',
  '/',
  ':',
  ofPaths,
].map(unitsOf);

const kindByUnit = new Map(kinds.flatMap((units, kind) => units.map((unit) => [unit, kind] as const)));

/** The kind of a unit; all that are of none are of one further kind. */
export function kindOf(unit: number): number {
  return kindByUnit.get(unit) ?? kinds.length;
}

/** The class of the characters of a string. */
export function oneOf(text: string): CharacterClass {
  return { units: new Set(unitsOf(text)), complement: false };
}

/** The class of all characters but those of a string; of none, every character. */
export function noneOf(text: string): CharacterClass {
  return { units: new Set(unitsOf(text)), complement: true };
}

function ofKinds(text: string): CharacterClass {
  return { ...oneOf(text), ofKinds: true };
}

/** The classes that the strings of requests are made of. */
export const characters = {
  any: noneOf(''),
  notColon: noneOf(':'),
  digit: ofKinds(digits),
  /** Of the names of services and partitions. */
  label: ofKinds(`${lower}${digits}-`),
  /** Of the names of services with their suffixes. */
  domain: ofKinds(`${lower}${digits}-.`),
  /** Of the names of roles, users and role sessions. */
  name: ofKinds(`${lower}${upper}${digits}-_+=,@.`),
  /** Of the paths of roles and users: ASCII from `!` to `~`. */
  path: ofKinds(`${lower}${upper}${digits}-_+=,@./:${ofPaths}`),
} as const;

/**
 * The units whose lower case is that of a unit: `k`, `K` and the Kelvin sign.
 * Undefined outside ASCII, where lower case is not a matter of single units.
 */
export function ignoringCase(unit: number): CharacterClass | undefined {
  if (unit > 127) return undefined;
  const character = String.fromCharCode(unit).toLowerCase();
  return oneOf(character === 'k' ? 'kK\u212a' : character + character.toUpperCase());
}
