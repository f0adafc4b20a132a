import {
  PlatformError,
  runRecordKey,
  type Region,
  type RunHolder,
  type RunId,
} from '@regional-pipeline/platform-model';
import { journalErrors } from './errors.js';
import type { JournalPorts } from './journal-ports.js';
import { clipText, formatRecord } from './journal-record.js';
import type { RunInputs } from './run-inputs.js';
import { journalOf, type RunJournal } from './run-journal.js';
import type { RunCluster, RunRecord, SettledCluster } from './run-record.js';

/** What a run is started with. */
export interface RunRequest {
  readonly run: RunId;
  readonly region: Region;
  readonly holder: RunHolder;
  readonly inputs: RunInputs;
  /** Deploying where it is left out. */
  readonly purpose?: 'restore';
  /** The options of the command, for people to read. No secrets. */
  readonly asked: RunRecord['asked'];
  readonly clusters: readonly RunCluster[];
  /** What was decided before the run; a `ClusterResult` is one. */
  readonly settled: readonly SettledCluster[];
  /** Whether the clusters are left to builds of their own, which join the run; not where it is left out. */
  readonly fannedOut?: boolean;
}

/**
 * Opens the journal of a new run, by one conditional write: two runs never have one id.
 *
 * @throws PlatformError `RunIdTaken`, and those of the store
 */
export async function startRun(ports: JournalPorts, request: RunRequest): Promise<RunJournal> {
  const { run, region, holder, inputs, asked, clusters, settled } = request;
  const startedAt = ports.now().toISOString();
  const content: RunRecord = {
    version: 1,
    run,
    region,
    startedAt,
    ...(request.purpose === undefined ? {} : { purpose: request.purpose }),
    asked,
    clusters: clusters.map(({ name, accountId, wave }) => ({ name, accountId, wave })),
    settled: settled.map(({ name, accountId, outcome, code, reason }) => ({
      name,
      accountId,
      outcome,
      code,
      reason: reason === null ? null : clipText(reason),
    })),
    tenures: [
      {
        holder,
        since: startedAt,
        takenOver: null,
        inputs,
        ...(request.fannedOut && { fannedOut: true as const }),
        end: null,
      },
    ],
  };
  const version = await ports.store.create(runRecordKey(run), formatRecord(content));
  if (version === undefined) {
    throw new PlatformError(journalErrors.RunIdTaken, {
      message: `run ${run} was not started: the journal has a run of this id already.`,
      context: { run },
    });
  }
  const untouched = new Set(clusters.map(({ name }) => name));
  return journalOf(ports, { stored: { content, version }, holderIsOver: null, untouched });
}
