import type { ClusterName } from '@regional-pipeline/platform-model';
import { diffStates, findStateVersion } from '@regional-pipeline/state-bucket';
import { formatStateDiff } from '../reporting/state-diff-text.js';
import { writeAnswer } from '../reporting/write-answer.js';
import type { CommandContext } from './command-context.js';
import { withStateBucket } from './with-state-bucket.js';

/** What `state diff` is told on the command line. */
export interface StateDiffOptions {
  readonly cluster: ClusterName;
  /** Ids of versions, or beginnings of them. */
  readonly before: string;
  readonly after: string;
}

/**
 * Says what differs between two versions of a cluster's state, by names alone: no value is printed. It reads.
 *
 * @throws PlatformError StateVersionMissing, StateVersionUnusable, and those of the bucket
 */
export async function stateDiff(
  { cluster, before, after }: StateDiffOptions,
  context: CommandContext,
): Promise<number> {
  return withStateBucket(context, async (bucket) => {
    const versions = await bucket.listStateVersions(cluster);
    const first = findStateVersion(cluster, versions, before);
    const second = findStateVersion(cluster, versions, after);
    const [was, is] = [await bucket.requireState(cluster, first), await bucket.requireState(cluster, second)];
    const answer = {
      cluster,
      before: { version: first.id, serial: was.serial, lineage: was.lineage },
      after: { version: second.id, serial: is.serial, lineage: is.lineage },
      ...diffStates(was, is),
    };
    writeAnswer(context, { type: 'state-diff', ...answer }, (paint) => formatStateDiff(answer, paint));
    return 0;
  });
}
