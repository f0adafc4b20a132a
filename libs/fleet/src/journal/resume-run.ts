import { PlatformError, runRecordKey, type RunHolder, type RunId } from '@regional-pipeline/platform-model';
import { journalErrors } from './errors.js';
import type { JournalPorts } from './journal-ports.js';
import { formatRecord } from './journal-record.js';
import { judgeRun, type RunState } from './judge-holder.js';
import { readClusterStories, readRunRecord, type ClusterStory } from './read-run.js';
import { requireSameInputs, type RunInputs } from './run-inputs.js';
import { journalOf, type RunJournal } from './run-journal.js';
import { lastTenure, type RunRecord } from './run-record.js';

/** Who resumes a run, with what. */
export interface ResumeRequest {
  readonly holder: RunHolder;
  readonly inputs: RunInputs;
  /** Whether a person said that other inputs than before are fine. */
  readonly acceptChangedInputs: boolean;
  /**
   * Which holder of the run, counted from 1, is over by a person's word; null where nobody said so. The word stands in
   * for a proof, and not against a contrary one. It names the holder, so that it is not taken for a later one's.
   */
  readonly holderIsOver: number | null;
}

/** What came of resuming a run. */
export interface ResumedRun {
  /** Null where nothing is left to do: every cluster is deployed, and the run has ended. */
  readonly journal: RunJournal | null;
  readonly record: RunRecord;
  /** Every cluster that is not deployed, in the order of the record. */
  readonly left: readonly ClusterStory[];
}

/**
 * Takes over a run whose holder is provably over, by one conditional write: of two at once exactly one gets it.
 *
 * Where nothing is left and the run has ended, nothing is written, whatever the inputs are now. Where it died after its last cluster, it is taken
 * over with nothing left, to be ended.
 *
 * @throws PlatformError `RunNotFound`, `RunNotResumable`, `RunStillHeld`, `InputsChanged`, `JournalUnreadable`, and those of the store
 */
export async function resumeRun(
  ports: JournalPorts,
  run: RunId,
  request: ResumeRequest,
): Promise<ResumedRun> {
  for (;;) {
    const before = await readRunRecord(ports, run);
    if (before.content.purpose === 'restore') throw notResumable(run);
    const state = await judgeRun(ports, before.content);
    const takenOver = requireOver(before.content, state, request.holderIsOver);
    const stories = await readClusterStories(ports, before.content);
    const left = stories.filter((cluster) => cluster.state !== 'deployed');
    if (left.length === 0 && state.status === 'ended') return { journal: null, record: before.content, left };
    if (!request.acceptChangedInputs)
      requireSameInputs(run, lastTenure(before.content).inputs, request.inputs);
    const tenure = {
      holder: request.holder,
      since: ports.now().toISOString(),
      takenOver,
      inputs: request.inputs,
      end: null,
    };
    const content: RunRecord = { ...before.content, tenures: [...before.content.tenures, tenure] };
    const version = await ports.store.replace(runRecordKey(run), formatRecord(content), before.version);
    // Another process wrote since it was read: whether that one is over is judged anew.
    if (version === undefined) continue;
    const untouched = new Set(
      left.filter(({ attempts, claim }) => attempts.length === 0 && !claim).map(({ name }) => name),
    );
    const { holderIsOver } = request;
    const journal = journalOf(ports, { stored: { content, version }, holderIsOver, untouched });
    return { journal, record: content, left };
  }
}

/** What proves that the holder is over; throws where nothing does. */
function requireOver(record: RunRecord, { status, evidence }: RunState, holderIsOver: number | null): string {
  if (status === 'ended' || status === 'died') return evidence;
  if (status === 'unknown' && holderIsOver === record.tenures.length) return `a person said so; ${evidence}`;
  const { run } = record;
  const { holder, since } = lastTenure(record);
  const who = `${holder.user}@${holder.host}, process ${holder.pid}${holder.buildId ? `, build ${holder.buildId}` : ''}`;
  throw new PlatformError(journalErrors.RunStillHeld, {
    message:
      `run ${run} is held by ${who}, since ${since}, ` +
      `and ${status === 'running' ? 'it is at work' : 'nothing proves that it is over'} (${evidence}).`,
    remedy:
      status === 'running'
        ? `Wait for its end, or stop it; then use \`orchestrator resume ${run}\`.`
        : `Make sure that it has ended, then use \`orchestrator resume ${run} --holder-is-over ${record.tenures.length}\`.`,
    context: { run, holder, since, status, evidence },
  });
}

function notResumable(run: RunId): PlatformError {
  return new PlatformError(journalErrors.RunNotResumable, {
    message: `run ${run} restored a state, and deployed nothing.`,
    context: { run },
  });
}
