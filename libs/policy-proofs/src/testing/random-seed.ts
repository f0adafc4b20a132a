import fc from 'fast-check';

const given = process.env['PROOFS_SEED'];

/**
 * The seed of the random tests: always the same one, so that a run can be had again, or `PROOFS_SEED`. Reading it
 * sets it for every property of the file that does.
 */
export const randomSeed = given === undefined ? 20_261_123 : Number(given);
if (!Number.isInteger(randomSeed)) throw new TypeError(`PROOFS_SEED is ${given ?? ''}, which is no integer`);
fc.configureGlobal({ seed: randomSeed });
