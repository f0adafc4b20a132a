/** A set of actions of one list, by their places in it. */
export class ActionSet {
  private constructor(
    private readonly words: Uint32Array,
    readonly size: number,
  ) {}

  /** The actions of a list of `size` that are at some places. */
  static of(size: number, places: Iterable<number>): ActionSet {
    const words = new Uint32Array(Math.ceil(size / 32));
    for (const place of places) words[place >>> 5] = (words[place >>> 5] ?? 0) | (1 << (place & 31));
    return new ActionSet(words, size);
  }

  has(place: number): boolean {
    return ((this.words[place >>> 5] ?? 0) & (1 << (place & 31))) !== 0;
  }

  /** The actions of this set that are in the other, or, negated, that are not; undefined where there are none. */
  narrowed(other: ActionSet, negated: boolean): ActionSet | undefined {
    const flip = negated ? 0xffffffff : 0;
    const words = new Uint32Array(this.words.length);
    let all = 0;
    for (let index = 0; index < words.length; index++) {
      const word = (this.words[index] ?? 0) & ((other.words[index] ?? 0) ^ flip);
      words[index] = word;
      all |= word;
    }
    return all === 0 ? undefined : new ActionSet(words, this.size);
  }

  /** The places, ascending. */
  *places(): Generator<number> {
    for (const [index, word] of this.words.entries()) {
      for (let rest = word; rest !== 0; rest &= rest - 1) yield index * 32 + (31 - Math.clz32(rest & -rest));
    }
  }
}
