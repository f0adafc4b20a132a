import { isPlatformError } from '@regional-pipeline/platform-model';
import { loadActionCatalogue } from '@regional-pipeline/policy-proofs';
import { explainViolation, worstOf } from '@regional-pipeline/security-model';
import { examplePipelines } from './example-pipelines.js';
import { provePolicy } from './prove-policy.js';
import { proveRegions } from './prove-regions.js';
import { readCommand, type ProveCommand } from './read-command.js';
import { renderExplanation, renderRegion, renderRegions, type Paint } from './render.js';
import { partToJson, toJson } from './to-json.js';
import { visible } from './visible.js';

const colours: Readonly<Record<string, number>> = { proved: 32, violated: 31, unknown: 33 };
const paint: Paint = (verdict, text) =>
  process.stdout.isTTY && !process.env['NO_COLOR']
    ? `\u001B[${colours[verdict] ?? 0}m${text}\u001B[0m`
    : text;
const print = (lines: readonly string[]) => process.stdout.write(`${lines.join('\n')}\n`);
const printJson = (value: unknown) => print([visible(JSON.stringify(value, null, 2))]);

/** What a verdict says of a policy and the actions that it must not allow. */
const outcomes = {
  proved: 'allows none of',
  violated: 'allows one of',
  unknown: 'may allow one of',
} as const;

/** @returns whether everything that was asked is proved */
async function run(command: ProveCommand): Promise<boolean> {
  if (command.kind === 'help') {
    process.stdout.write(command.text);
    return true;
  }
  const catalogue = await loadActionCatalogue();
  if (command.kind === 'policy') {
    const parts = provePolicy(command.file, command.forbid, catalogue);
    const verdict = worstOf(parts);
    const lines = parts.flatMap((part) => explainViolation(part)?.lines ?? []);
    if (command.json) printJson({ verdict, parts: parts.map(partToJson) });
    else
      print([
        `${paint(verdict, verdict)}: ${visible(command.file)} ${outcomes[verdict]} ${command.forbid.join(', ')}`,
        ...lines.map((line) => `  ${visible(line)}`),
      ]);
    return verdict === 'proved';
  }
  const regions = command.kind === 'explain' ? [command.region] : command.regions;
  const only = command.kind === 'explain' ? [command.statement] : command.only;
  const all = proveRegions(examplePipelines(regions), catalogue, only);
  const [first] = all;
  if (command.json) printJson(toJson(all));
  else if (command.kind === 'explain')
    print(all.flatMap(({ proofs }) => proofs.flatMap((proof) => renderExplanation(proof, paint))));
  else if (first && all.length === 1) print(renderRegion(first, paint));
  else print(renderRegions(all, paint));
  return all.every(({ proofs }) => proofs.every(({ verdict }) => verdict === 'proved'));
}

try {
  process.exitCode = (await run(readCommand(process.argv.slice(2)))) ? 0 : 1;
} catch (error) {
  if (!isPlatformError(error)) throw error;
  const { code, message, remedy } = error;
  if (process.argv.includes('--json')) printJson({ error: { code, message, remedy } });
  process.stderr.write(visible(`${code}: ${message}\n${remedy}\n`));
  process.exitCode = 2;
}
