import {
  RunId,
  isPlatformError,
  pipelineRunsPrefix,
  type PlatformError,
} from '@regional-pipeline/platform-model';
import pLimit from 'p-limit';
import { journalErrors } from './errors.js';
import type { JournalPorts } from './journal-ports.js';
import { judgeRun, type RunState } from './judge-holder.js';
import { readRunRecord } from './read-run.js';
import type { RunRecord } from './run-record.js';
import type { RecordStore } from './record-store.js';

/** A line in the list of runs. The counts are those that the run's holders gave at their ends. */
export interface ListedRun {
  readonly run: RunId;
  readonly record: RunRecord;
  readonly state: RunState;
  readonly deployed: number;
  readonly failed: number;
}

/** A run whose record is missing or cannot be understood: it is listed all the same. */
export interface UnreadableRun {
  readonly run: RunId;
  readonly error: PlatformError;
}

/**
 * Lists the newest runs, the newest first. It takes one request for each, and a few for all.
 *
 * @param page how many, and before which run (that one is left out)
 * @throws PlatformError those of the store
 */
export async function listRuns(
  ports: JournalPorts,
  page: { readonly limit: number; readonly before?: RunId },
): Promise<(ListedRun | UnreadableRun)[]> {
  const { before } = page;
  const runs = (await listRunIds(ports.store)).filter((run) => before === undefined || run < before);
  const limit = pLimit(16);
  return Promise.all(runs.slice(0, page.limit).map((run) => limit(readListed, ports, run)));
}

/** The ids of all runs, the newest first. */
export async function listRunIds(store: RecordStore): Promise<RunId[]> {
  const folders = await store.listFolders(pipelineRunsPrefix);
  return folders
    .flatMap((name) => {
      const run = RunId.safeParse(name);
      return run.success ? [run.data] : [];
    })
    .sort((a, b) => (a < b ? 1 : -1));
}

async function readListed(ports: JournalPorts, run: RunId): Promise<ListedRun | UnreadableRun> {
  try {
    const { content: record } = await readRunRecord(ports, run);
    const outcomes = new Map<string, 'deployed' | 'failed'>();
    for (const { end } of record.tenures) {
      for (const name of Object.keys(end?.failed ?? {})) outcomes.set(name, 'failed');
      for (const name of Object.keys(end?.deployed ?? {})) outcomes.set(name, 'deployed');
    }
    const deployed = [...outcomes.values()].filter((outcome) => outcome === 'deployed').length;
    const state = await judgeRun(ports, record);
    return { run, record, state, deployed, failed: outcomes.size - deployed };
  } catch (error) {
    if (isUnreadableRun(error)) return { run, error };
    throw error;
  }
}

/** Whether an error says that a run's own record is missing or cannot be understood, and not that the store failed. */
export function isUnreadableRun(error: unknown): error is PlatformError {
  const codes = [journalErrors.JournalUnreadable.code, journalErrors.RunNotFound.code];
  return isPlatformError(error) && codes.includes(error.code);
}
