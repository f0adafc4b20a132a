import type { ClusterName } from '@regional-pipeline/platform-model';
import {
  describeResources,
  findStateVersion,
  type StateBucket,
  type StateReading,
  type StateVersion,
} from '@regional-pipeline/state-bucket';
import { journalPorts } from '../journal-ports.js';
import { formatStateVersions } from '../reporting/state-versions-text.js';
import { writeAnswer } from '../reporting/write-answer.js';
import { findStateWriters, type StateWriter } from '../state-writers.js';
import type { CommandContext } from './command-context.js';
import { withStateBucket } from './with-state-bucket.js';

/** What `state versions` is told on the command line. */
export interface StateVersionsOptions {
  readonly cluster: ClusterName;
  /** How many are read, the newest first. */
  readonly limit: number;
}

/** A version of a state as it is listed for people and programs. */
export interface ListedStateVersion {
  readonly id: string;
  readonly newest: boolean;
  readonly writtenAt: string;
  readonly bytes: number;
  /** Null where no attempt of the latest runs was under way then. */
  readonly writer: StateWriter | null;
  /** Null where it cannot be read; `defect` says why. */
  readonly serial: number | null;
  readonly lineage: string | null;
  readonly resources: number | null;
  readonly terraformVersion: string | null;
  readonly defect: string | null;
  readonly detail: string | null;
}

/**
 * Lists the versions of a cluster's state, the newest first, with what each says of itself and which run wrote it. It
 * reads.
 *
 * @throws PlatformError StateVersionMissing where the cluster never had a state; those of bucket and journal
 */
export async function stateVersions(
  { cluster, limit }: StateVersionsOptions,
  context: CommandContext,
): Promise<number> {
  return withStateBucket(context, async (bucket) => {
    const all = await bucket.listStateVersions(cluster);
    findStateVersion(cluster, all, undefined);
    const ports = journalPorts(bucket, context.settings, context.environment);
    const read = all.slice(0, limit);
    const writers = await findStateWriters(ports, cluster, read);
    const versions = await describeVersions(bucket, cluster, read, writers);
    writeAnswer(context, { type: 'state-versions', cluster, total: all.length, versions }, (paint) =>
      formatStateVersions(versions, all.length, paint),
    );
    return 0;
  });
}

async function describeVersions(
  bucket: StateBucket,
  cluster: ClusterName,
  versions: readonly StateVersion[],
  writers: ReadonlyMap<string, StateWriter>,
): Promise<ListedStateVersion[]> {
  const listed: ListedStateVersion[] = [];
  // One after another: each may be large.
  for (const version of versions) {
    const { id, newest, lastModified: writtenAt, bytes } = version;
    const reading = await bucket.readStateVersion(cluster, version);
    const about = describeReading(reading);
    listed.push({ id, newest, writtenAt, bytes, writer: writers.get(id) ?? null, ...about });
  }
  return listed;
}

function describeReading(reading: StateReading) {
  if ('defect' in reading) {
    const { defect, detail } = reading;
    return { serial: null, lineage: null, resources: null, terraformVersion: null, defect, detail };
  }
  const { serial, lineage, terraform_version: terraformVersion = null } = reading.state;
  const resources = describeResources(reading.state).length;
  return { serial, lineage, resources, terraformVersion, defect: null, detail: null };
}
