import { isPlatformError } from '@regional-pipeline/platform-model';
import { loadActionCatalogue } from '@regional-pipeline/policy-proofs';
import { isAccountedFor, reportMutation } from '@regional-pipeline/security-model';
import { examplePipelines } from './example-pipelines.js';
import { judgeMutants } from './mutation/judge-mutants.js';
import { mutationToJson } from './mutation/mutation-to-json.js';
import { readMutateCommand, type MutateCommand } from './mutation/read-mutate-command.js';
import { renderMutation } from './mutation/render-mutation.js';

/** @returns whether every mutant is killed, equivalent or listed, and the list is right */
async function run(command: MutateCommand): Promise<boolean> {
  if (command.kind === 'help') {
    process.stdout.write(command.text);
    return true;
  }
  const { region, policies, json } = command;
  const catalogue = await loadActionCatalogue();
  const judged = [...examplePipelines([region])].flatMap((deployment) =>
    judgeMutants(deployment, policies, catalogue, showProgress),
  );
  const report = reportMutation(judged);
  const lines = json
    ? [JSON.stringify(mutationToJson(region, catalogue.date, report, judged), null, 2)]
    : [`The policies of ${region}, one thing changed at a time`, '', ...renderMutation(report)];
  process.stdout.write(`${lines.join('\n')}\n`);
  return isAccountedFor(report);
}

/** On a terminal alone: a line that is written over, and gone at the end. */
function showProgress(judged: number, all: number): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(judged < all ? `\r${judged} of ${all} mutants` : '\r\u001B[K');
}

try {
  process.exitCode = (await run(readMutateCommand(process.argv.slice(2)))) ? 0 : 1;
} catch (error) {
  if (!isPlatformError(error)) throw error;
  process.stderr.write(`${error.code}: ${error.message}\n${error.remedy}\n`);
  process.exitCode = 2;
}
