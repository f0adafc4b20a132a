import {
  listRunIds,
  listRuns,
  type JournalPorts,
  type ListedRun,
  type UnreadableRun,
} from '@regional-pipeline/fleet';
import type { StateBucket } from '@regional-pipeline/state-bucket';
import { judgeLocks } from '../judge-locks.js';
import { failedBy, ok, warning, type Finding } from './finding.js';

/** The management state bucket: it can be listed and read, the last run is over, and no lock stands in the way. */
export async function checkStateBucket(
  name: string,
  bucket: StateBucket,
  ports: JournalPorts,
  environment: NodeJS.ProcessEnv,
): Promise<Finding[]> {
  try {
    const runs = await listRunIds(bucket);
    const [newest] = await listRuns(ports, { limit: 1 });
    const locks = await judgeLocks(bucket, ports, environment);
    return [
      ok('state bucket', `${name}, with the records of ${runs.length} runs`),
      ...(newest ? newestRun(newest) : []),
      ...locks.map(({ lock, verdict }) => {
        const subject = `lock of ${lock.cluster ?? lock.key}`;
        const remedy =
          verdict.removable && lock.cluster !== null
            ? `orchestrator unlock ${lock.cluster}`
            : 'Wait until its holder is done; see orchestrator locks.';
        return warning(subject, verdict.reason, remedy);
      }),
    ];
  } catch (error) {
    return [failedBy('state bucket', error)];
  }
}

/** What the newest run left to do, where its process died. */
function newestRun(newest: ListedRun | UnreadableRun): Finding[] {
  const subject = `run ${newest.run}`;
  if ('error' in newest) return [failedBy(subject, newest.error)];
  const { status, evidence } = newest.state;
  if (status === 'ended') return [];
  const remedy =
    status === 'died' ? `orchestrator resume ${newest.run}` : `See orchestrator show ${newest.run}.`;
  return [warning(subject, `${status}: ${evidence}`, remedy)];
}
