import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadActionCatalogue } from '@regional-pipeline/policy-proofs';
import { describeRequest } from '../explain-violation.js';
import { policiesOf, type AcceptedPolicy } from '../ratchet/accepted-policies.js';
import { accessBeyond, type PolicyChange } from '../ratchet/compare-policies.js';

// `nx accept-policies security-model`: shows what the golden templates allow more and less than what was accepted
// last, as requests, and accepts it. The accepted files belong into the commit of the change.
const here = import.meta.dirname;
// Jest runs what reads the golden templates as CommonJS, which has this name; a module has none.
Object.assign(globalThis, { __dirname: here });
const { deploymentOf, goldenPipelines } = await import('./golden-pipelines.js');

const catalogue = await loadActionCatalogue();
const folder = path.join(here, '../../accepted');
mkdirSync(folder, { recursive: true });
for (const pipeline of goldenPipelines) {
  const file = path.join(folder, `${pipeline.intent.region}.json`);
  const current = policiesOf(deploymentOf(pipeline));
  const accepted = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as readonly AcceptedPolicy[])
    : [];
  console.log([`${pipeline.intent.region}:`, ...difference(accepted, current)].join('\n  '));
  writeFileSync(file, `${JSON.stringify(current, null, 2)}\n`);
}

function difference(
  accepted: readonly AcceptedPolicy[],
  current: readonly AcceptedPolicy[],
): readonly string[] {
  const more = accessBeyond(accepted, current, catalogue).map((change) => lineOf('allowed now', change));
  const less = accessBeyond(current, accepted, catalogue)
    .filter(({ kind }) => kind === 'more')
    .map((change) => lineOf('allowed no more', change));
  const lines = [...more, ...less];
  return lines.length > 0 ? lines : ['every request is decided as before'];
}

function lineOf(what: string, change: PolicyChange): string {
  const { name, of } = change.policy;
  if (change.kind !== 'more') return `${change.kind}: ${name} of ${of}`;
  const { proof, view } = change;
  const request =
    proof.verdict === 'violated' ? describeRequest(proof.request) : `not known: ${proof.reason}`;
  return `${what} by ${name}, ${view}: ${[request].flat().join('; ').replaceAll(/ {2,}/g, ' ')}`;
}
