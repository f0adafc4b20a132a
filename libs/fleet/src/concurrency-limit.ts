/**
 * How many jobs may run at once now: additive increase, multiplicative decrease, as TCP does it.
 *
 * A throttled attempt halves the limit, down to 1; as many deployed clusters as the limit raise it by one, up to where
 * it began. An attempt that began before the last halving says nothing of the lower limit and halves nothing: a
 * burst of throttled attempts, begun together, is one halving.
 */
export class ConcurrencyLimit {
  private limit: number;
  /** How often the limit was halved; an attempt remembers the number of its beginning. */
  private halvings = 0;
  private deployedSinceChange = 0;

  constructor(private readonly maximum: number) {
    this.limit = maximum;
  }

  get current(): number {
    return this.limit;
  }

  /** To be given back with the attempt's end. */
  get generation(): number {
    return this.halvings;
  }

  /** @returns whether the limit changed */
  throttled(generation: number): boolean {
    if (generation !== this.halvings || this.limit === 1) return false;
    this.halvings++;
    this.deployedSinceChange = 0;
    this.limit = Math.floor(this.limit / 2);
    return true;
  }

  /** @returns whether the limit changed */
  deployed(): boolean {
    if (this.limit === this.maximum || ++this.deployedSinceChange < this.limit) return false;
    this.deployedSinceChange = 0;
    this.limit++;
    return true;
  }
}
