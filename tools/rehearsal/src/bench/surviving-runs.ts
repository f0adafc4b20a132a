import { randomInt } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ManagementCluster } from '@regional-pipeline/cluster-filter';
import { startRun, type RunJournal } from '@regional-pipeline/fleet';
import { journalPorts, readSettings, usualLimits, workOnRun } from '@regional-pipeline/orchestrator';
import {
  AccountId,
  ClusterName,
  RunId,
  clusterStateKey,
  formatRunId,
  type MintedAccount,
} from '@regional-pipeline/platform-model';
import { thisHolder } from '@regional-pipeline/run-holder';
import { openStateBucket, type StateBucket } from '@regional-pipeline/state-bucket';
import { region } from '../accounts.js';
import { openRehearsal, type Rehearsal } from '../rehearsal.js';
import { isOnPath, orchestratorBundle } from '../workspace-paths.js';
import { median } from './measure.js';

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
      wallTime(rehearsal, accounts, source, concurrency, journaled);
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

async function wallTime(
  rehearsal: Rehearsal,
  accounts: readonly MintedAccount[],
  source: string,
  concurrency: number,
  journaled: boolean,
): Promise<number> {
  // The run is made in this process, for only so it can be made without its journal.
  const environment = rehearsal.environment();
  Object.assign(process.env, environment);
  const settings = readSettings(environment);
  const bucket = openStateBucket({ bucket: settings.managementStateBucket, region });
  const holder = await thisHolder(environment);
  const selected = accounts.map(clusterOf);
  const run = formatRunId(new Date(), randomInt(0x10000));
  const startedAt = performance.now();
  const journal = journaled
    ? await startRun(journalPorts(bucket, settings, environment), {
        run,
        region,
        holder,
        inputs: {
          sourceRevision: null,
          centralState: { versionId: null, etag: null, lineage: 'bench', serial: 1 },
          definitionsDigest: 'bench',
        },
        asked: {},
        clusters: selected.map(({ name, account, wave }) => ({ name, accountId: account.id, wave })),
        settled: [],
      })
    : withoutJournal(run);
  try {
    const { counts } = await workOnRun({
      journal,
      holder,
      clusters: selected,
      settled: [],
      limits: { ...usualLimits, concurrency },
      settings,
      environment,
      source,
      program: orchestratorBundle,
      bucket: journaled ? bucket : withoutRecords(bucket),
      reporter: silent,
      stop: { handle: () => undefined, close: () => undefined },
    });
    if (counts.deployed !== clusters) throw new RangeError(`${counts.deployed} of ${clusters} were deployed`);
    return (performance.now() - startedAt) / 1000;
  } finally {
    bucket.close();
  }
}

const silent = {
  event: () => undefined,
  line: () => undefined,
  notice: (text: string) => void process.stderr.write(`${text}\n`),
  close: () => Promise.resolve(),
};

function clusterOf(account: MintedAccount): ManagementCluster {
  const name = ClusterName.parse(account.name);
  return { name, account, region, stateKey: clusterStateKey(name), wave: 0, variables: {} };
}

/** A journal that writes nothing: what a run costs without one. */
function withoutJournal(run: string): RunJournal {
  return {
    run: RunId.parse(run),
    claim: () =>
      Promise.resolve({
        attempt: 1,
        finish: () => Promise.resolve(),
        block: () => Promise.resolve(),
        keep: () => undefined,
      }),
    end: () => Promise.resolve(),
  };
}

function withoutRecords(bucket: StateBucket): StateBucket {
  return {
    ...bucket,
    listFolders: () => Promise.resolve([]),
    putLog: (_run, _cluster, _attempt, file) => Promise.resolve({ key: file, bytes: 0, leftOutBytes: 0 }),
  };
}
