import fc from 'fast-check';
import { ConcurrencyLimit } from './concurrency-limit.js';

describe('ConcurrencyLimit', () => {
  it('stays from 1 to where it began, halves at most once a generation, and grows by one at a time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 64 }),
        fc.array(fc.constantFrom('begin', 'throttled', 'deployed')),
        (maximum, steps) => {
          const limit = new ConcurrencyLimit(maximum);
          const begun: number[] = [];
          for (const step of steps) {
            const before = limit.current;
            if (step === 'begin') begun.push(limit.generation);
            if (step === 'throttled') {
              const generation = begun.shift() ?? limit.generation;
              const fresh = generation === limit.generation;
              const changed = limit.throttled(generation);
              expect(changed).toBe(fresh && before > 1);
              expect(limit.current).toBe(changed ? Math.floor(before / 2) : before);
              expect(limit.throttled(generation)).toBe(false);
            }
            if (step === 'deployed') expect(limit.deployed()).toBe(limit.current === before + 1);
            expect(limit.current).toBeGreaterThanOrEqual(1);
            expect(limit.current).toBeLessThanOrEqual(Math.max(maximum, before));
          }
          for (let deployed = 0; deployed < maximum ** 2; deployed++) limit.deployed();
          expect(limit.current).toBe(maximum);
        },
      ),
    );
  });

  it('grows by one with each window of deployed clusters', () => {
    const limit = new ConcurrencyLimit(8);
    limit.throttled(limit.generation);
    const after = Array.from({ length: 22 }, () => {
      limit.deployed();
      return limit.current;
    });
    expect(after).toEqual([4, 4, 4, 5, 5, 5, 5, 5, 6, 6, 6, 6, 6, 6, 7, 7, 7, 7, 7, 7, 7, 8]);
  });

  it('begins to count anew when it is halved', () => {
    const limit = new ConcurrencyLimit(8);
    limit.throttled(limit.generation);
    for (let deployed = 0; deployed < 3; deployed++) limit.deployed();
    limit.throttled(limit.generation);
    expect([limit.deployed(), limit.deployed()]).toEqual([false, true]);
    expect(limit.current).toBe(3);
  });
});
