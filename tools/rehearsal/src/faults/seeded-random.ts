/** Numbers from 0 to 1 that follow from the seed alone (a linear congruential generator, Numerical Recipes' constants). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** So many moments between two times, in whole milliseconds: one in each equal part, so that they cover the whole. */
export function randomMoments(seed: number, count: number, from: number, to: number): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, index) =>
    Math.round(from + ((to - from) * (index + random())) / count),
  );
}
