import { randomInt } from 'node:crypto';
import type { ManagementCluster } from '@regional-pipeline/cluster-filter';
import { startRun, type RunJournal } from '@regional-pipeline/fleet';
import { journalPorts, readSettings, usualLimits, workOnRun } from '@regional-pipeline/orchestrator';
import {
  ClusterName,
  RunId,
  clusterStateKey,
  formatRunId,
  type MintedAccount,
} from '@regional-pipeline/platform-model';
import { thisHolder } from '@regional-pipeline/run-holder';
import { openStateBucket, type StateBucket } from '@regional-pipeline/state-bucket';
import { region } from '../accounts.js';
import { orchestratorBundle } from '../workspace-paths.js';

/** What `surviving-runs.ts` asks for, as JSON on the command line. */
export interface TimedRun {
  readonly accounts: readonly MintedAccount[];
  readonly source: string;
  readonly concurrency: number;
  /** Whether the run keeps its journal and uploads its logs. */
  readonly journaled: boolean;
}

/** What it prints: from the start of the run to its end. */
export interface RunTime {
  readonly seconds: number;
}

async function wallTime({ accounts, source, concurrency, journaled }: TimedRun): Promise<number> {
  const { env: environment } = process;
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
    if (counts.deployed !== accounts.length)
      throw new RangeError(`${counts.deployed} of ${accounts.length} were deployed`);
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

// Only in a process of one's own can a run be made without its journal, and apart from the server that it talks to.
const timed = JSON.parse(process.argv[2] ?? '') as TimedRun;
const result: RunTime = { seconds: await wallTime(timed) };
process.stdout.write(`${JSON.stringify(result)}\n`);
