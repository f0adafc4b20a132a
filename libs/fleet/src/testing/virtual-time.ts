/**
 * A clock that moves when nothing else can happen any more: hours pass in milliseconds, in the same order every time.
 */
export class VirtualTime {
  private time = 0;
  private readonly timers = new Set<{ readonly at: number; readonly wake: () => void }>();

  readonly now = (): number => this.time;

  readonly after = (delayMs: number, wake: () => void): (() => void) => {
    const timer = { at: this.time + delayMs, wake };
    this.timers.add(timer);
    return () => void this.timers.delete(timer);
  };

  readonly sleep = (delayMs: number): Promise<void> => new Promise((resolve) => this.after(delayMs, resolve));

  /** Lets time pass until `done` is settled. */
  async run<T>(done: Promise<T>): Promise<T> {
    const state = { settled: false };
    const end = () => void (state.settled = true);
    done.then(end, end);
    for (;;) {
      await everyPromise();
      if (state.settled) return done;
      this.passToNextTimer();
    }
  }

  /** How many timers are set; none should be when all is over. */
  get waiting(): number {
    return this.timers.size;
  }

  private passToNextTimer(): void {
    const [first, ...others] = this.timers;
    if (!first) throw new RangeError(`nothing happens any more at ${this.time} ms, and it is not done`);
    // Timers of the same moment wake in the order in which they were set.
    const next = others.reduce((earliest, timer) => (timer.at < earliest.at ? timer : earliest), first);
    this.timers.delete(next);
    this.time = Math.max(this.time, next.at);
    next.wake();
  }
}

/** Every promise that can be settled without a timer is, when this one is. */
function everyPromise(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
