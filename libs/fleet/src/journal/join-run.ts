import {
  PlatformError,
  type ClusterName,
  type RunHolder,
  type RunId,
} from '@regional-pipeline/platform-model';
import { verdictOf } from '../run-progress.js';
import { lastAttempt } from './cluster-record.js';
import { journalErrors } from './errors.js';
import type { JournalPorts } from './journal-ports.js';
import { readRunRecord } from './read-run.js';
import { readClusterRecord } from './record-attempt.js';
import { journalOf, type RunJournal } from './run-journal.js';
import { lastTenure, type RunRecord } from './run-record.js';

/** What came of joining a run. */
export interface JoinedRun {
  /** For this one cluster. Ending it writes nothing: the run is its holder's. Null where the cluster is deployed already. */
  readonly journal: RunJournal | null;
  readonly record: RunRecord;
}

/**
 * Joins a run that leaves its clusters to builds of their own, to work on one of them.
 *
 * Any number may join at once, for none of them writes the run's record: each claims its cluster as every run does, in
 * its own name, and records its attempts. Its claim counts as over when it is over itself, and by nothing else.
 *
 * @throws PlatformError `RunNotFound`, `RunNotOpen`, `ClusterNotAttempted` where the run has no such cluster,
 *   `JournalUnreadable`, and those of the store; a claim in a run that was ended or resumed meanwhile is `RunNotOpen`
 */
export async function joinRun(
  ports: JournalPorts,
  run: RunId,
  name: ClusterName,
  worker: RunHolder,
): Promise<JoinedRun> {
  const stored = await readRunRecord(ports, run);
  const { content: record } = stored;
  requireOpen(record);
  if (!record.clusters.some((cluster) => cluster.name === name)) {
    throw new PlatformError(journalErrors.ClusterNotAttempted, {
      message: `${name} was not touched: it is none of the clusters of run ${run}.`,
      context: { run, cluster: name },
    });
  }
  const before = await readClusterRecord(ports.store, run, name);
  if (before && lastAttempt(before.content).outcome === 'deployed') return { journal: null, record };
  const own = journalOf(ports, { stored, holderIsOver: null, untouched: new Set(), worker });
  return {
    record,
    journal: {
      run,
      async claim(cluster) {
        const claim = await own.claim(cluster);
        // Who ends or resumes the run looks at the claims after writing so: one of the two sees the other.
        const now = (await readRunRecord(ports, run)).content;
        try {
          requireOpen(now);
        } catch (error) {
          await claim.finish(
            { outcome: 'failed', durationMs: 0, ...verdictOf(error as PlatformError) },
            false,
          );
          throw error;
        }
        return claim;
      },
      end: () => Promise.resolve(),
    },
  };
}

/**
 * Passes where the run's clusters are left to builds of their own, and nobody has ended or resumed it.
 *
 * @throws PlatformError `RunNotOpen`
 */
export function requireOpen({ run, ...record }: RunRecord): void {
  const { fannedOut, end } = lastTenure({ run, ...record });
  if (fannedOut && !end) return;
  const why = fannedOut
    ? `it was ended at ${end?.at ?? ''}`
    : record.tenures.length > 1
      ? 'it was resumed, and its clusters are worked on in one process'
      : 'its clusters are worked on in one process';
  throw new PlatformError(journalErrors.RunNotOpen, {
    message: `run ${run} takes no builds of single clusters: ${why}.`,
    remedy: `See \`orchestrator show ${run}\` for how it stands; \`orchestrator resume ${run}\` goes on with it.`,
    context: { run },
  });
}
