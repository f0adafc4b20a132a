import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterName, clusterStateKey, pipelineRunsPrefix } from '@regional-pipeline/platform-model';
import type { FaultFleet } from './fault-fleet.js';

/** What a fleet looks like after its faults: the counts that the suite prints, and what must be nothing. */
export interface Audit {
  /** Resources that were made in all. */
  readonly made: number;
  /** Those that no version of a state knows, nor a rescued one: somebody would pay for them for ever. */
  readonly unknown: readonly string[];
  /** Resources that stand twice in the clusters' newest states. */
  readonly doubled: readonly string[];
  /** Clusters whose newest state has not exactly their two resources. */
  readonly incomplete: readonly string[];
  /** Lock files that are still there. */
  readonly locks: readonly string[];
  /** Rescued states. */
  readonly rescued: readonly string[];
  /** Processes that still run. */
  readonly processes: readonly string[];
  /** Runs that `runs` or `show` cannot read, with what was said. */
  readonly unreadable: readonly string[];
}

/** After a scenario in which everything was deployed in the end. */
export const nothingLost = {
  unknown: [],
  doubled: [],
  incomplete: [],
  locks: [],
  processes: [],
  unreadable: [],
};

interface State {
  readonly resources?: readonly {
    readonly instances: readonly { readonly attributes: { readonly id: string } }[];
  }[];
}

/** How long what has just been signalled may take to be gone, in milliseconds. */
const settleMs = 15_000;

/** Looks at everything that a fleet's runs left: every state in every version, every lock, every process. */
export async function auditFleet(fleet: FaultFleet): Promise<Audit> {
  const { aws, resources } = fleet.rehearsal;
  const bucket = resources.stateBucket;
  const settledAt = Date.now() + settleMs;
  while (fleet.processes().length > 0 && Date.now() < settledAt) await sleep(200);
  const processes = fleet.processes();

  const keys = aws.listObjects(bucket);
  const rescued = keys.filter((key) => key.startsWith(pipelineRunsPrefix) && key.includes('/rescue/'));
  const rescuedIds = rescued.flatMap((key) => idsOf(aws.getObject(bucket, key)));
  const stateKeys = fleet.clusters.map((cluster) => clusterStateKey(ClusterName.parse(cluster)));
  const newest = stateKeys.map((key) => idsOf(aws.getObject(bucket, key)));
  return {
    made: fleet.clusters.flatMap((cluster) => fleet.made(cluster)).length,
    unknown: fleet.clusters.flatMap((cluster, index) => {
      const versions = aws.objectVersions(bucket, stateKeys[index] ?? '').flatMap(idsOf);
      return fleet.made(cluster).filter((id) => !versions.includes(id) && !rescuedIds.includes(id));
    }),
    doubled: newest.flat().filter((id, index, all) => all.indexOf(id) !== index),
    incomplete: fleet.clusters.filter((_, index) => newest[index]?.length !== 2),
    locks: keys.filter((key) => key.endsWith('.tflock')),
    rescued,
    processes,
    unreadable: await unreadableRuns(fleet),
  };
}

function idsOf(body: Buffer | undefined): string[] {
  if (!body) return [];
  const { resources = [] } = JSON.parse(body.toString('utf8')) as State;
  return resources.flatMap(({ instances }) => instances.map(({ attributes }) => attributes.id));
}

/** Asks `runs` for all runs, and `show` for each. */
async function unreadableRuns(fleet: FaultFleet): Promise<string[]> {
  const listed = await fleet.run(['runs', '--limit', '1000']);
  if (listed.exitCode !== 0) return [`runs: ${listed.stderr}`];
  const { runs } = JSON.parse(listed.stdout) as { readonly runs: readonly { readonly run: string }[] };
  const problems: string[] = [];
  for (const { run } of runs) {
    const shown = await fleet.run(['show', run]);
    if (shown.exitCode !== 0) problems.push(`show ${run}: ${shown.stderr}`);
  }
  return problems;
}
