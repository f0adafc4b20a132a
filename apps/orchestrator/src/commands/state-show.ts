import type { ClusterName } from '@regional-pipeline/platform-model';
import { describeResources, findStateVersion } from '@regional-pipeline/state-bucket';
import { formatState } from '../reporting/state-show-text.js';
import { writeAnswer } from '../reporting/write-answer.js';
import type { CommandContext } from './command-context.js';
import { withStateBucket } from './with-state-bucket.js';

/** What `state show` is told on the command line. */
export interface StateShowOptions {
  readonly cluster: ClusterName;
  /** Its id, or a beginning of it; the newest where it is left out. */
  readonly version?: string;
}

/** What a version of a state says, without any value of an attribute or an output. */
export interface ShownState {
  readonly cluster: ClusterName;
  readonly version: string;
  readonly writtenAt: string;
  readonly serial: number;
  readonly lineage: string;
  readonly terraformVersion: string | null;
  readonly resources: readonly {
    readonly address: string;
    readonly type: string;
    readonly id: string | null;
  }[];
  /** Their names. */
  readonly outputs: readonly string[];
}

/**
 * Shows what a version of a cluster's state tells of: addresses, types, the ids of AWS's resources, the outputs' names.
 * It reads, and prints no value that could be a secret.
 *
 * @throws PlatformError StateVersionMissing, StateVersionUnusable, and those of the bucket
 */
export async function stateShow(
  { cluster, version }: StateShowOptions,
  context: CommandContext,
): Promise<number> {
  return withStateBucket(context, async (bucket) => {
    const found = findStateVersion(cluster, await bucket.listStateVersions(cluster), version);
    const state = await bucket.requireState(cluster, found);
    const shown: ShownState = {
      cluster,
      version: found.id,
      writtenAt: found.lastModified,
      serial: state.serial,
      lineage: state.lineage,
      terraformVersion: state.terraform_version ?? null,
      resources: describeResources(state).map(({ address, type, id }) => ({ address, type, id })),
      outputs: Object.keys(state.outputs).sort(),
    };
    writeAnswer(context, { type: 'state', ...shown }, (paint) => formatState(shown, paint));
    return 0;
  });
}
