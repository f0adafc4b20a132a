/**
 * A set of actions of one list, by their places in it.
 *
 * Only the part of the list between its first and its last action is kept: the actions of a service stand together,
 * and most sets are of few services.
 */
export class ActionSet {
  private constructor(
    /** A bit for each place from the 32nd part `from` on. */
    private readonly words: Uint32Array,
    private readonly from: number,
  ) {}

  /** The actions of a list of `size` that are at some places. */
  static of(size: number, places: Iterable<number>): ActionSet {
    const words = new Uint32Array(Math.ceil(size / 32));
    for (const place of places) words[place >>> 5] = (words[place >>> 5] ?? 0) | (1 << (place & 31));
    return ActionSet.trimmed(words, 0) ?? new ActionSet(new Uint32Array(0), 0);
  }

  /** Undefined where there is no action. */
  private static trimmed(words: Uint32Array, from: number): ActionSet | undefined {
    let first = 0;
    let end = words.length;
    while (first < end && words[first] === 0) first++;
    while (first < end && words[end - 1] === 0) end--;
    return first === end ? undefined : new ActionSet(words.slice(first, end), from + first);
  }

  has(place: number): boolean {
    return ((this.words[(place >>> 5) - this.from] ?? 0) & (1 << (place & 31))) !== 0;
  }

  /** The actions of this set that are in the other, or, negated, that are not; undefined where there are none. */
  narrowed(other: ActionSet, negated: boolean): ActionSet | undefined {
    const flip = negated ? 0xffffffff : 0;
    const shift = this.from - other.from;
    const words = new Uint32Array(this.words.length);
    for (let index = 0; index < words.length; index++) {
      words[index] = (this.words[index] ?? 0) & ((other.words[index + shift] ?? 0) ^ flip);
    }
    return ActionSet.trimmed(words, this.from);
  }

  /** The places, ascending. */
  *places(): Generator<number> {
    for (const [index, word] of this.words.entries()) {
      for (let rest = word; rest !== 0; rest &= rest - 1) {
        yield (this.from + index) * 32 + (31 - Math.clz32(rest & -rest));
      }
    }
  }
}
