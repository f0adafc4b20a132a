import {
  PlatformError,
  defineErrors,
  type ClusterName,
  type HolderState,
  type RunHolder,
  type RunId,
} from '@regional-pipeline/platform-model';
import { memoryRecordStore, type JournalPorts, type RecordStore } from '../index.js';
import { holder } from './journal-fixtures.js';

/** What happens to one request of a process. */
export type Fault = 'none' | 'fail-before' | 'fail-after' | 'crash-before' | 'crash-after';

/** Thrown by everything that a process does after its death. */
export class Killed extends Error {}

const storeErrors = defineErrors('test-store', {
  StoreGone: { phase: 'input', retryable: true, meaning: 'It is gone.', remedy: 'Wait.' },
});

/** A process of the world: dies at a request where its faults say so, and then does nothing more. */
export interface Process {
  readonly holder: RunHolder;
  readonly ports: JournalPorts;
  alive: boolean;
}

/** Who may do a cluster's work, with which attempt. */
interface Work {
  readonly run: RunId;
  readonly cluster: ClusterName;
  readonly attempt: number;
}

/**
 * Processes that share a store, any of which may die or lose an answer at any request, and a referee who sees what
 * they really do: which of them works on a cluster, and which holds a run.
 */
export class JournalWorld {
  readonly store = memoryRecordStore();
  readonly violations: string[] = [];
  /** Every attempt that was ever begun. */
  readonly begun: Work[] = [];
  /** The keys of the states that were saved, and which no person has decided about. */
  readonly undecided = new Set<string>();
  private readonly processes: Process[] = [];
  private readonly workers = new Map<ClusterName, Process>();
  private readonly holders = new Map<RunId, Process>();
  private time = Date.UTC(2026, 0, 31);

  /**
   * @param turn resolves when a request may be made: this is where processes take turns
   * @param visible whether other processes can see if this one lives
   */
  start(turn: () => Promise<unknown>, faults: readonly Fault[], visible: boolean): Process {
    const pid = this.processes.length + 1;
    const process: Process = {
      holder: holder(pid, { buildId: visible ? `build:${pid}` : null }),
      ports: {
        store: this.storeOf(() => process, turn, faults),
        now: () => new Date((this.time += 1000)),
        holderState: (holder) => Promise.resolve(this.look(holder)),
      },
      alive: true,
    };
    this.processes.push(process);
    return process;
  }

  /** The end of a process: whatever it had started ends with it. */
  end(process: Process): void {
    process.alive = false;
    for (const [cluster, worker] of this.workers) if (worker === process) this.workers.delete(cluster);
    for (const [run, other] of this.holders) if (other === process) this.holders.delete(run);
  }

  /** A process believes to hold a run. */
  hold(run: RunId, process: Process): void {
    if (!process.alive) throw new Killed();
    const other = this.holders.get(run);
    if (other) this.violations.push(`${run} is held by ${other.holder.pid} and by ${process.holder.pid}`);
    this.holders.set(run, process);
  }

  /** It is about to say that it does not any more. */
  letGo(run: RunId): void {
    this.holders.delete(run);
  }

  /** A process begins to work on a cluster. */
  begin(work: Work, process: Process): void {
    if (!process.alive) throw new Killed();
    const { run, cluster, attempt } = work;
    const other = this.workers.get(cluster);
    const what = `${cluster}, attempt ${attempt} of ${run} by ${process.holder.pid}`;
    if (other) this.violations.push(`${what}: ${other.holder.pid} works on it`);
    const waiting = [...this.undecided].filter((key) => key.includes(`/rescue/${cluster}/`));
    if (waiting.length > 0) this.violations.push(`${what}: its saved state waits for a decision`);
    if (this.begun.some((one) => one.run === run && one.cluster === cluster && one.attempt === attempt)) {
      this.violations.push(`${what}: this attempt was made before`);
    }
    this.begun.push(work);
    this.workers.set(cluster, process);
  }

  /** The work's last process has ended. */
  stopWork(cluster: ClusterName): void {
    this.workers.delete(cluster);
  }

  private look({ pid, buildId }: RunHolder): HolderState {
    const process = this.processes[pid - 1];
    if (buildId === null || !process)
      return { status: 'unknown', evidence: `process ${pid} is not seen from here` };
    return process.alive
      ? { status: 'running', evidence: `process ${pid} runs` }
      : { status: 'over', evidence: `there is no process ${pid}` };
  }

  /** Whether a holder is over, as a person would find out who goes there and looks. */
  isOver({ pid }: RunHolder): boolean {
    return this.processes[pid - 1]?.alive === false;
  }

  private storeOf(
    process: () => Process,
    turn: () => Promise<unknown>,
    faults: readonly Fault[],
  ): RecordStore {
    let requests = 0;
    const request = async <Answer>(act: () => Promise<Answer>): Promise<Answer> => {
      const fault = faults[requests++] ?? 'none';
      await turn();
      if (!process().alive) throw new Killed();
      if (fault === 'crash-before') this.end(process());
      if (fault === 'fail-before') throw new PlatformError(storeErrors.StoreGone, { message: 'gone.' });
      const answer = process().alive ? await act() : undefined;
      if (fault === 'crash-after') this.end(process());
      if (!process().alive) throw new Killed();
      if (fault === 'fail-after') throw new PlatformError(storeErrors.StoreGone, { message: 'gone.' });
      return answer as Answer;
    };
    const { store } = this;
    return {
      read: (key) => request(() => store.read(key)),
      create: (key, text) =>
        request(() => {
          if (key.includes('/rescue/')) this.undecided.add(key);
          return store.create(key, text);
        }),
      replace: (key, text, version) => request(() => store.replace(key, text, version)),
      list: (prefix, after) => request(() => store.list(prefix, after)),
      listFolders: (prefix, after) => request(() => store.listFolders(prefix, after)),
    };
  }
}
