import { readBlock, unblockCluster, type BlockedCluster } from '@regional-pipeline/fleet';
import { PlatformError, type ClusterName } from '@regional-pipeline/platform-model';
import { thisHolder } from '@regional-pipeline/run-holder';
import { openStateBucket, type RescuedState, type StateBucket } from '@regional-pipeline/state-bucket';
import { orchestratorErrors } from '../errors.js';
import { journalPorts } from '../journal-ports.js';
import { formatRescued } from '../reporting/rescue-text.js';
import { writeAnswer } from '../reporting/write-answer.js';
import { printable } from '../reporting/printable.js';
import type { CommandContext } from './command-context.js';

/** What the commands about rescued states are told on the command line. */
export interface RescueOptions {
  readonly cluster: ClusterName;
  /** Which one, where there are several; `push` alone needs it. */
  readonly name?: string;
}

/** A blocked cluster, and the states that wait for a decision. */
interface Waiting {
  readonly block: BlockedCluster;
  readonly states: readonly RescuedState[];
}

/** Shows why a cluster is blocked, and which states of it wait for a decision. It reads. */
export async function rescueList({ cluster }: RescueOptions, context: CommandContext): Promise<number> {
  return withBucket(context, async (bucket) => {
    const waiting = await readWaiting(bucket, cluster);
    const { states } = waiting;
    const { block } = waiting.block.owner.content;
    writeAnswer(context, { type: 'rescued', cluster, block, states }, (paint) =>
      formatRescued(cluster, block, states, paint),
    );
    return 0;
  });
}

/**
 * Makes a rescued state the cluster's state and frees the cluster.
 *
 * @throws PlatformError ClusterNotBlocked; RescueAmbiguous where it is not clear which state; those of the push: the
 *   cluster stays blocked then
 */
export async function rescuePush({ cluster, name }: RescueOptions, context: CommandContext): Promise<number> {
  return withBucket(context, async (bucket) => {
    const { block, states } = await readWaiting(bucket, cluster);
    const { run } = block.owner.content.block;
    const state = chooseState(cluster, states, name);
    const { user, host } = await thisHolder(context.environment);
    const by = `${user}@${host}`;
    const pushed = await bucket.pushRescuedState({ run, cluster, name: state.name, who: by });
    await unblockCluster(ports(bucket, context), block, { decision: 'push', by });
    const before =
      pushed.replacedSerial === null ? 'there was none before' : `it was ${pushed.replacedSerial}`;
    return say(context, {
      type: 'rescue-pushed',
      cluster,
      serial: pushed.serial,
      reason: `The state of ${cluster} has serial ${pushed.serial} now (${before}); the cluster is free again.`,
    });
  });
}

/**
 * Frees a cluster without its rescued states, which stay where they are kept.
 *
 * @throws PlatformError ClusterNotBlocked, and those of bucket and journal
 */
export async function rescueDiscard({ cluster }: RescueOptions, context: CommandContext): Promise<number> {
  return withBucket(context, async (bucket) => {
    const { block, states } = await readWaiting(bucket, cluster);
    const { user, host } = await thisHolder(context.environment);
    await unblockCluster(ports(bucket, context), block, { decision: 'discard', by: `${user}@${host}` });
    const kept = states.map(({ key }) => `s3://${context.settings.managementStateBucket}/${key}`).join(', ');
    return say(context, {
      type: 'rescue-discarded',
      cluster,
      reason: `${cluster} is free again${kept === '' ? '' : `; what was rescued stays in ${kept}`}.`,
    });
  });
}

async function readWaiting(bucket: StateBucket, cluster: ClusterName): Promise<Waiting> {
  const block = await readBlock(bucket, cluster);
  const all = await bucket.listRescuedStates(block.owner.content.block.run, cluster);
  return { block, states: all.filter(({ key }) => block.rescueKeys.includes(key)) };
}

function chooseState(
  cluster: ClusterName,
  states: readonly RescuedState[],
  name: string | undefined,
): RescuedState {
  const named = name === undefined ? states : states.filter((state) => state.name === name);
  const [only] = named;
  if (only && named.length === 1) return only;
  const known = states.map((state) => state.name).join(', ') || 'none';
  throw new PlatformError(orchestratorErrors.RescueAmbiguous, {
    message:
      name === undefined
        ? `${cluster} has ${states.length} rescued states: ${known}.`
        : `${cluster} has no rescued state ${JSON.stringify(name)}; it has ${known}.`,
    remedy:
      states.length === 0
        ? `Nothing was saved: look at the log and the machine of the run, then use orchestrator rescue discard ${cluster}.`
        : `Name one: orchestrator rescue push ${cluster} --state <name>.`,
    context: { cluster, known: states.map(({ key }) => key) },
  });
}

function ports(bucket: StateBucket, { settings, environment }: CommandContext) {
  return journalPorts(bucket, settings, environment);
}

function say(
  context: CommandContext,
  result: {
    readonly type: string;
    readonly cluster: ClusterName;
    readonly serial?: number;
    readonly reason: string;
  },
): number {
  writeAnswer(context, result, () => `${printable(result.reason)}\n`);
  return 0;
}

async function withBucket(
  { settings }: CommandContext,
  work: (bucket: StateBucket) => Promise<number>,
): Promise<number> {
  const bucket = openStateBucket({ bucket: settings.managementStateBucket, region: settings.region });
  try {
    return await work(bucket);
  } finally {
    bucket.close();
  }
}
