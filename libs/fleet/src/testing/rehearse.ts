import { AccountId, PlatformError, Region, RunId, defineErrors } from '@regional-pipeline/platform-model';
import {
  runFleet,
  type ClusterFinished,
  type FleetEvent,
  type FleetJob,
  type FleetRun,
  type JobOutcome,
  type RunFinished,
  type WaveHealth,
} from '../index.js';
import { VirtualTime } from './virtual-time.js';

export const MANAGEMENT = AccountId.parse('222222222222');

const kinds = defineErrors('test', {
  Broken: { phase: 'cluster', retryable: false, meaning: 'It broke.', remedy: 'Mend it.' },
  Shaken: { phase: 'cluster', retryable: true, meaning: 'It shook.', remedy: 'Wait.' },
  Throttled: {
    phase: 'cluster',
    retryable: true,
    throttling: true,
    meaning: 'Too much.',
    remedy: 'Wait.',
  },
  OwnedElsewhere: { phase: 'cluster', retryable: true, meaning: 'Another run.', remedy: 'Wait for it.' },
});

/** How an attempt ends: deployed, with one of the errors above, or with a defect. */
export type Ending = 'deployed' | 'crash' | keyof typeof kinds;

/** What happens in an attempt: how long it takes, and how it ends. */
export interface Attempt {
  readonly ms: number;
  readonly ending: Ending;
}

export const job = (name: string, more: Partial<FleetJob> = {}): FleetJob => ({
  name,
  accountId: MANAGEMENT,
  ...more,
});

/** An attempt's begin and end in virtual time, and how many ran at once with it then. */
export interface Ran {
  readonly name: string;
  readonly attempt: number;
  readonly from: number;
  to: number;
  readonly atOnce: number;
}

/** What a rehearsed run is given: limits as `runFleet` takes them, what each attempt does, and when it is stopped. */
export interface Rehearsal extends Partial<Omit<FleetRun<FleetJob>, 'run' | 'region'>> {
  readonly jobs: readonly FleetJob[];
  readonly script?: (name: string, attempt: number) => Attempt;
  readonly drainAt?: number;
  readonly random?: () => number;
  readonly checkWave?: (wave: number, sleep: VirtualTime['sleep']) => Promise<WaveHealth>;
}

/** All that came of it. */
export interface Rehearsed {
  readonly finished: RunFinished;
  readonly events: readonly (FleetEvent & { readonly at: number })[];
  readonly results: readonly ClusterFinished[];
  readonly attempts: readonly Ran[];
  readonly interruptedAt: number | undefined;
  /** Timers that were still set when the run was over. */
  readonly timersLeft: number;
  /** The result of one cluster. */
  readonly of: (name: string) => ClusterFinished;
}

/** Runs a fleet in virtual time, with attempts that end as the script says. */
export async function rehearse({
  script = () => ({ ms: 100, ending: 'deployed' }),
  drainAt,
  random = () => 0.5,
  checkWave,
  ...fleet
}: Rehearsal): Promise<Rehearsed> {
  const time = new VirtualTime();
  const events: Rehearsed['events'][number][] = [];
  const attempts: Ran[] = [];
  const running = new Set<Ran>();
  let interruptedAt: number | undefined;

  const execute = async ({ name }: FleetJob): Promise<JobOutcome> => {
    const attempt = attempts.filter((one) => one.name === name).length + 1;
    const ran: Ran = { name, attempt, from: time.now(), to: Number.NaN, atOnce: running.size + 1 };
    attempts.push(ran);
    running.add(ran);
    const { ms, ending } = script(name, attempt);
    await time.sleep(ms);
    running.delete(ran);
    ran.to = time.now();
    if (ending === 'crash') throw new TypeError('undefined is not a function');
    const logFile = `${name}.${attempt}.log`;
    if (ending === 'deployed') return { outcome: 'deployed', logFile };
    const error = new PlatformError(kinds[ending], { message: `${name}: ${ending} in attempt ${attempt}.` });
    return ending === 'OwnedElsewhere'
      ? { outcome: 'not-started', error }
      : { outcome: 'failed', error, logFile };
  };

  const askTwice = (drain: () => void, at: number) => {
    time.after(at, () => {
      drain();
      drain();
    });
  };

  const done = runFleet(
    {
      run: RunId.parse('20260131t235959-0a1b'),
      region: Region.parse('us-east-1'),
      settled: [],
      concurrency: 2,
      ...fleet,
    },
    {
      execute,
      now: time.now,
      after: time.after,
      random,
      emit: (event) => void events.push({ ...event, at: time.now() }),
      interrupt: () => void (interruptedAt = time.now()),
      ...(checkWave ? { checkWave: (wave) => checkWave(wave, time.sleep) } : {}),
      ...(drainAt === undefined ? {} : { onDrain: (drain) => askTwice(drain, drainAt) }),
    },
  );
  const finished = await time.run(done);
  const results = events.filter((event) => event.type === 'cluster-finished');
  return {
    finished,
    events,
    results,
    attempts,
    interruptedAt,
    timersLeft: time.waiting,
    of: (name) => {
      const result = results.find((one) => one.name === name);
      if (!result) throw new RangeError(`${name} has no result`);
      return result;
    },
  };
}
