import { listAttempts, type JournalPorts } from '@regional-pipeline/fleet';
import type { ClusterName, RunId } from '@regional-pipeline/platform-model';
import type { StateVersion } from '@regional-pipeline/state-bucket';

/** The attempt of a run during which a version of a state was written. */
export interface StateWriter {
  readonly run: RunId;
  readonly attempt: number;
}

/** S3 tells the time of a version to the second. */
const second = 1000;

/**
 * Finds the attempts during which versions of a cluster's state were written, by their times. The latest runs are asked;
 * what was written before them, or outside of any attempt, has no writer here.
 *
 * @returns by the version's id
 * @throws PlatformError of the journal and its store
 */
export async function findStateWriters(
  ports: JournalPorts,
  cluster: ClusterName,
  versions: readonly StateVersion[],
): Promise<ReadonlyMap<string, StateWriter>> {
  const [newest] = versions;
  if (!newest) return new Map();
  const attempts = await listAttempts(ports, cluster, newest.lastModified);
  const writers = versions.flatMap(({ id, lastModified }) => {
    const written = Date.parse(lastModified);
    const writer = attempts.find(
      ({ startedAt, endedAt }) =>
        Date.parse(startedAt) < written + second && (endedAt === null || written <= Date.parse(endedAt)),
    );
    return writer ? [[id, { run: writer.run, attempt: writer.attempt }] as const] : [];
  });
  return new Map(writers);
}
