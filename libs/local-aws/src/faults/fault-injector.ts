import type { Fault, FaultTarget } from './fault.js';

/** What the faults make of one request. */
export interface FaultEffect {
  readonly latencyMs: number;
  readonly answer?: NonNullable<Fault['answer']>;
}

/**
 * The faults that are switched on. Which requests a rate hits follows from the seed and the order of requests, so a
 * test that failed fails again.
 */
export class FaultInjector {
  readonly #faults = new Map<Fault, { hits: number }>();
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  /** Switches a fault on; the function that is returned switches it off. */
  inject(fault: Fault): () => void {
    const copy = { ...fault };
    this.#faults.set(copy, { hits: 0 });
    return () => void this.#faults.delete(copy);
  }

  /** Delays add up; of several answers the fault that was switched on first wins. */
  effectOn(target: FaultTarget): FaultEffect {
    let latencyMs = 0;
    let answer: Fault['answer'];
    for (const [fault, count] of this.#faults) {
      if (!matches(fault, target) || count.hits >= (fault.times ?? Infinity)) continue;
      if (fault.rate !== undefined && this.#random() >= fault.rate) continue;
      count.hits += 1;
      latencyMs += fault.latencyMs ?? 0;
      answer ??= fault.answer;
    }
    return answer === undefined ? { latencyMs } : { latencyMs, answer };
  }
}

function matches(fault: Fault, target: FaultTarget): boolean {
  return (
    (fault.service === undefined || fault.service === target.service) &&
    (fault.operation === undefined || fault.operation === target.operation) &&
    (fault.matches?.(target) ?? true)
  );
}

/** Mulberry32: 32 bits of state, good enough to pick requests by. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
