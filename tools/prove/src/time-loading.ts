import { loadActionCatalogue } from '@regional-pipeline/policy-proofs';

/** Tells how long the list of actions takes to load, which every proof needs once. */
const startedAt = performance.now();
const { actions } = await loadActionCatalogue();
const ms = performance.now() - startedAt;
process.stdout.write(`${actions.length} actions in ${(ms / 1000).toFixed(3)} s\n`);
