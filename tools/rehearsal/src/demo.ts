import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { RunSummary } from '@regional-pipeline/fleet';
import { clusterStateKey, ClusterName } from '@regional-pipeline/platform-model';
import { WITHOUT_ROLE, region } from './accounts.js';
import { countDecisions } from './decision-summary.js';
import { openRehearsal, type Rehearsal } from './rehearsal.js';
import { runOrchestrator } from './run-orchestrator.js';
import { isOnPath, platformRepository, workspace } from './workspace-paths.js';

// A reader that goes away (`| head`) is no reason to leave a run without its AWS.
process.stdout.on('error', () => undefined);

const directory = path.join(workspace, 'tmp/demo');
const shown = (file: string) => path.relative(workspace, file);
const say = (text = '') => void process.stdout.write(`${text}\n`);
const heading = (text: string) => say(`\n── ${text} ${'─'.repeat(Math.max(0, 76 - text.length))}`);

/** What was not as the demo promises. */
const broken: string[] = [];

function check(promise: string, kept: boolean): void {
  say(`${kept ? '✔' : '✘'} ${promise}`);
  if (!kept) broken.push(promise);
}

/** The whole main job on this machine, without an AWS account; ends with exit code 0 only when all of it came true. */
async function demo(): Promise<void> {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });

  heading('The pipeline is synthesized, and a local AWS enforces its policies');
  const rehearsal = await openRehearsal({ directory });
  try {
    for (const { file } of rehearsal.templates) say(shown(file));
    await deployFleet(rehearsal);
  } finally {
    await rehearsal.close();
  }
  if (broken.length > 0) {
    say(`\nThe demo failed: ${broken.join('; ')}.`);
    process.exitCode = 1;
  }
}

async function deployFleet(rehearsal: Rehearsal): Promise<void> {
  const environment = rehearsal.environment();
  const { TERM: _, ...withoutTerminal } = environment;

  heading('orchestrator plan');
  const plan = await runOrchestrator(['plan', '--source', platformRepository], environment, { shown: true });

  const writtenByPlan = writersOf(rehearsal).length;

  heading('orchestrator deploy');
  if (!isOnPath('terraform') && !isOnPath('tofu'))
    say('Neither terraform nor tofu is on the PATH; the example keeps its states by a script.');
  const deploy = await runOrchestrator(['deploy', '--source', platformRepository], environment, {
    shown: true,
  });

  heading('The states, each in its own object of the management state bucket');
  const states = showStates(rehearsal);

  heading('The same again, as a program would, for mc01 and mc04 alone');
  const again = await runOrchestrator(
    ['deploy', '--source', platformRepository, '--cluster', 'mc01', '--cluster', 'mc04', '--output', 'json'],
    withoutTerminal,
  );
  const summary = again.summary();
  for (const { name, outcome, code, remedy } of summary.clusters)
    say([name, outcome, code, remedy].filter(Boolean).join('  '));

  heading('What was allowed and what was refused, and to whom');
  showDecisions(rehearsal);

  heading('Is it what was promised?');
  check('plan touches nothing, and ends with exit code 0', plan.exitCode === 0 && writtenByPlan === 0);
  check('a run with a failed cluster ends with exit code 1', deploy.exitCode === 1 && again.exitCode === 1);
  check('mc01, mc02 and mc03 have a state, mc04 has none', states.join() === 'mc01,mc02,mc03');
  check(
    'the run for programs says the same of mc01 and mc04',
    outcomesOf(summary) === 'mc01 deployed,mc04 failed AssumeRoleDenied',
  );
  check(
    "mc04's failure says what to do",
    summary.clusters.some(({ remedy }) => remedy?.includes(WITHOUT_ROLE)),
  );
  check(
    'the states were written as the build role alone',
    writersOf(rehearsal).join() === `${rehearsal.resources.accountId} regional-pipeline-codebuild-role`,
  );
  check(
    'the clusters were worked on as the deploy role',
    countOf(rehearsal, 'ManagementClusterDeployRole') > 0,
  );
  check(
    'no lock was left',
    rehearsal.aws.listObjects(rehearsal.resources.stateBucket).every((key) => !key.endsWith('.tflock')),
  );
  say(`\nEvery decision, with the statement that made it: ${shown(rehearsal.decisionLog)}`);
}

function showStates({ aws, resources }: Rehearsal): string[] {
  const names = ['mc01', 'mc02', 'mc03', 'mc04'].map((name) => ClusterName.parse(name));
  return names.filter((name) => {
    const key = clusterStateKey(name);
    const body = aws.getObject(resources.stateBucket, key);
    if (!body) return false;
    const { serial, lineage } = JSON.parse(body.toString('utf8')) as { serial: number; lineage: string };
    say(`s3://${resources.stateBucket}/${key}  serial ${serial}  lineage ${lineage}`);
    return true;
  });
}

function showDecisions({ aws }: Rehearsal): void {
  const counts = countDecisions(aws.decisions());
  const width = (pick: (count: (typeof counts)[number]) => string) =>
    Math.max(...counts.map((count) => pick(count).length));
  const principals = width(({ principal }) => principal);
  const actions = width(({ action }) => action);
  for (const { principal, action, allowed, refused } of counts) {
    say(
      `${principal.padEnd(principals)}  ${action.padEnd(actions)}  ${String(allowed).padStart(4)} allowed  ${String(refused).padStart(3)} refused`,
    );
  }
  const total = counts.reduce(
    (sum, { allowed, refused }) => ({ allowed: sum.allowed + allowed, refused: sum.refused + refused }),
    {
      allowed: 0,
      refused: 0,
    },
  );
  say(
    `${''.padEnd(principals)}  ${'in all'.padEnd(actions)}  ${String(total.allowed).padStart(4)} allowed  ${String(total.refused).padStart(3)} refused`,
  );
}

function writersOf({ aws }: Rehearsal): string[] {
  const writes = countDecisions(aws.decisions()).filter(
    ({ action, allowed }) => action === 's3:PutObject' && allowed > 0,
  );
  return [...new Set(writes.map(({ principal }) => principal))];
}

function countOf({ aws }: Rehearsal, role: string): number {
  return countDecisions(aws.decisions())
    .filter(({ principal }) => principal.endsWith(` ${role}`))
    .reduce((sum, { allowed }) => sum + allowed, 0);
}

function outcomesOf({ clusters }: RunSummary): string {
  return clusters.map(({ name, outcome, code }) => [name, outcome, code].filter(Boolean).join(' ')).join();
}

say(`The Regional Pipeline of ${region}, on loopback`);
await demo();
