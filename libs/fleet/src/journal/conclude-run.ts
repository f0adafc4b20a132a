import { runRecordKey, type RunId } from '@regional-pipeline/platform-model';
import { journalErrors } from './errors.js';
import { requireOpen } from './join-run.js';
import type { JournalPorts } from './journal-ports.js';
import { clipText, formatRecord } from './journal-record.js';
import { readClusterStories, readRun, readRunRecord, type ClusterStory, type RunStory } from './read-run.js';
import { lastTenure, type RunRecord, type TenureEnd } from './run-record.js';

/**
 * Ends a run whose clusters were left to builds of their own, from what those have recorded, and tells its whole story.
 * Where it was ended so already, nothing is written.
 *
 * A cluster whose build is still at work, or may be, is kept: the run's end says nothing about it.
 *
 * @throws PlatformError `RunNotFound`, `RunNotOpen`, `JournalUnreadable`, and those of the store
 */
export async function concludeRun(ports: JournalPorts, run: RunId): Promise<RunStory> {
  for (;;) {
    const { content: record, version } = await readRunRecord(ports, run);
    const { fannedOut, end } = lastTenure(record);
    if (fannedOut && end) return readRun(ports, run);
    requireOpen(record);
    const clusters = await readClusterStories(ports, record);
    const ended = withEnd(record, endOf(clusters, ports.now()));
    // Another process wrote since it was read: what is there now is judged anew.
    if ((await ports.store.replace(runRecordKey(run), formatRecord(ended), version)) === undefined) continue;
    return readRun(ports, run);
  }
}

function withEnd(record: RunRecord, end: TenureEnd): RunRecord {
  const [first, ...others] = record.tenures;
  const last = others.pop();
  return { ...record, tenures: last ? [first, ...others, { ...last, end }] : [{ ...first, end }] };
}

function endOf(clusters: readonly ClusterStory[], now: Date): TenureEnd {
  const inState = (...states: readonly ClusterStory['state'][]) =>
    clusters.filter(({ state }) => states.includes(state));
  const durations = (outcome: 'deployed' | 'failed') =>
    Object.fromEntries(
      clusters.flatMap(({ name, attempts }) => {
        const last = attempts[attempts.length - 1];
        return last?.outcome === outcome ? [[name, last.durationMs ?? 0]] : [];
      }),
    );
  return {
    at: now.toISOString(),
    stopped: null,
    deployed: durations('deployed'),
    failed: durations('failed'),
    notStarted: Object.fromEntries(
      inState('not-started').map(({ name }) => [
        name,
        { code: journalErrors.ClusterNotAttempted.code, reason: 'no build of it has claimed it' },
      ]),
    ),
    kept: Object.fromEntries(
      inState('running', 'unknown').map(({ name, evidence }) => [
        name,
        clipText(evidence ?? 'its build was not over when the run ended'),
      ]),
    ),
  };
}
