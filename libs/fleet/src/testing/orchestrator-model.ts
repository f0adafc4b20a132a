import {
  isPlatformError,
  rescuePrefix,
  runRecordKey,
  type ClusterName,
  type RunId,
} from '@regional-pipeline/platform-model';
import {
  readRun,
  resumeRun,
  startRun,
  type ClusterClaim,
  type RunCluster,
  type RunJournal,
  type RunRecord,
} from '../index.js';
import { deployed, failed, inputs, runRequest } from './journal-fixtures.js';
import { Killed, type JournalWorld, type Process } from './journal-world.js';

/** How a model's attempt ends: `unsaved` leaves a state that did not reach the backend, `kept` a process that goes on. */
export type Ending = 'deployed' | 'failed' | 'unsaved' | 'kept';

/** What one process of the model does. */
export interface Script {
  readonly command: 'start' | 'resume' | 'show';
  readonly run: RunId;
  readonly endings: readonly Ending[];
}

/** Does what the orchestrator does about a run, in a world where anything may go wrong, and then exits. */
export async function runScript(
  world: JournalWorld,
  process: Process,
  script: Script,
  clusters: readonly RunCluster[],
  turn: () => Promise<unknown>,
): Promise<void> {
  try {
    if (script.command === 'show') await readRun(process.ports, script.run);
    else await deploy(world, process, script, clusters, turn);
  } catch (error) {
    if (!(error instanceof Killed) && !isExpected(error)) world.violations.push(`a crash: ${String(error)}`);
  }
  world.end(process);
}

function isExpected(error: unknown): boolean {
  return (
    isPlatformError(error) && !['JournalUnreadable', 'ClaimTakenOver', 'RunTakenOver'].includes(error.code)
  );
}

async function deploy(
  world: JournalWorld,
  process: Process,
  { command, run, endings }: Script,
  clusters: readonly RunCluster[],
  turn: () => Promise<unknown>,
): Promise<void> {
  const { ports, holder } = process;
  let left = clusters;
  let journal: RunJournal | null;
  if (command === 'start') {
    journal = await startRun(ports, runRequest({ run, holder, clusters }));
  } else {
    const holderIsOver = await personsWord(world, run);
    const resumed = await resumeRun(ports, run, { holder, inputs, acceptChangedInputs: false, holderIsOver });
    ({ journal, left } = resumed);
  }
  if (!journal) return;
  const held = journal;
  world.hold(run, process);
  const works = await Promise.allSettled(
    left.map(async (cluster, index) => {
      const claim = await held.claim(cluster);
      world.begin({ run, cluster: cluster.name, attempt: claim.attempt }, process);
      await turn();
      await endAttempt(world, process, run, cluster.name, claim, endings[index] ?? 'deployed');
    }),
  );
  for (const work of works) {
    if (work.status === 'rejected' && !(work.reason instanceof Killed) && !isExpected(work.reason))
      throw work.reason;
  }
  if (!process.alive) throw new Killed();
  world.letGo(run);
  await twice(() => held.end({ stopped: null }));
  // What was kept works on for a while after the run's end.
  for (let moment = 0; moment < 8; moment++) await turn();
}

async function endAttempt(
  world: JournalWorld,
  process: Process,
  run: RunId,
  cluster: ClusterName,
  claim: ClusterClaim,
  ending: Ending,
): Promise<void> {
  if (!process.alive) throw new Killed();
  if (ending === 'kept') {
    claim.keep('its make target still works');
    return;
  }
  world.stopWork(cluster);
  if (ending !== 'unsaved') {
    await twice(() => claim.finish(ending === 'deployed' ? deployed : failed, true));
    return;
  }
  try {
    await process.ports.store.create(`${rescuePrefix(run, cluster)}${claim.attempt}/errored.tfstate`, '{}');
  } catch (error) {
    if (error instanceof Killed) throw error;
  }
  const unsaved = { reason: 'its state was not saved', lineage: '3c1e', serial: 4 };
  await twice(() => claim.block(failed, unsaved, false));
}

/** Tries once more after an answer that the store did not give. */
async function twice(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!isPlatformError(error) || error.code !== 'StoreGone') throw error;
    await act();
  }
}

/** What a person says who went to the run's holder and looked: the number of the one that is over, if it is. */
export async function personsWord(world: JournalWorld, run: RunId): Promise<number | null> {
  const text = (await world.store.read(runRecordKey(run)))?.text;
  if (text === undefined) return null;
  const { tenures } = JSON.parse(text) as RunRecord;
  const last = tenures[tenures.length - 1];
  return last && world.isOver(last.holder) ? tenures.length : null;
}
