import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AccountId, type MintedAccount } from '@regional-pipeline/platform-model';
import { region } from '../accounts.js';
import { openRehearsal, type Rehearsal } from '../rehearsal.js';
import { isOnPath, workspace } from '../workspace-paths.js';
import { measure, median } from './measure.js';
import type { RunTime, TimedRun } from './timed-run.js';

const clusters = 40;

/** How often the same run is made with and without its journal. */
const pairs = 3;

/** A resource that takes a second to be made. */
const configuration = `
terraform {
  backend "s3" {}
}

resource "terraform_data" "cluster" {
  triggers_replace = timestamp()
  provisioner "local-exec" {
    command = "sleep 1"
  }
}
`;

/**
 * Forty clusters with real Terraform, whose one resource takes a second: sixteen at once against one at a time, and
 * what journal, uploaded logs and report cost of the time.
 *
 * @returns lines of a table
 */
export async function benchSurvivingRuns(folder: string): Promise<string[]> {
  if (!isOnPath('terraform')) return [`${clusters} clusters with Terraform: skipped, it is not on the PATH`];
  const accounts: MintedAccount[] = Array.from({ length: clusters }, (_, index) => ({
    name: `mc${String(index).padStart(2, '0')}`,
    id: AccountId.parse(String(222_222_222_200 + index)),
    region,
    type: 'management',
  }));
  const directory = path.join(folder, 'surviving');
  const source = path.join(folder, 'terraform-second');
  for (const made of [directory, source]) mkdirSync(made, { recursive: true });
  writeFileSync(path.join(source, 'main.tf'), configuration);
  writeFileSync(
    path.join(source, 'Makefile'),
    'pipeline-provision-management:\n\t@terraform init && terraform apply -auto-approve\n',
  );
  const rehearsal = await openRehearsal({
    directory,
    managementAccounts: accounts.map(({ id }) => id),
    accounts,
  });
  try {
    const run = (concurrency: number, journaled: boolean) =>
      wallTime(rehearsal, { accounts, source, concurrency, journaled });
    await run(16, true);
    const [withJournal, without]: [number[], number[]] = [[], []];
    for (let pair = 0; pair < pairs; pair++) {
      withJournal.push(await run(16, true));
      without.push(await run(16, false));
    }
    const one = await run(1, true);
    const sixteen = median(withJournal);
    const cost = (sixteen - median(without)) / sixteen;
    return [
      `${clusters} clusters with Terraform, 1 s each  one at a time ${one.toFixed(1)} s  16 at once ${sixteen.toFixed(1)} s  ` +
        `${(one / sixteen).toFixed(1)} × faster (at least 7.0)`,
      `journal, logs and report: ${(cost * 100).toFixed(1)} % of the wall time (at most 5.0), medians of ${pairs} interleaved runs`,
    ];
  } finally {
    await rehearsal.close();
  }
}

async function wallTime(rehearsal: Rehearsal, timed: TimedRun): Promise<number> {
  const { stdout } = await measure(
    [
      '--conditions=@regional-pipeline/source',
      '--import=tsx',
      path.join(workspace, 'tools/rehearsal/src/bench/timed-run.ts'),
      JSON.stringify(timed),
    ],
    {
      ...rehearsal.environment(),
      TSX_TSCONFIG_PATH: path.join(workspace, 'tools/rehearsal/tsconfig.lib.json'),
    },
  );
  return (JSON.parse(stdout) as RunTime).seconds;
}
