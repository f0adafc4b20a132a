import { AccountId, PlatformError, Region, RunId, defineErrors } from '@regional-pipeline/platform-model';
import fc from 'fast-check';
import { clusterResult, runFleet, type FleetEvent, type FleetJob, type JobOutcome } from './index.js';

const MANAGEMENT = AccountId.parse('222222222222');
const region = Region.parse('us-east-1');
const run = RunId.parse('20260131t235959-0a1b');
const errors = defineErrors('test', {
  Broken: { phase: 'cluster', retryable: true, meaning: 'It broke.', remedy: 'Mend it.' },
});

const job = (name: string): FleetJob => ({ name, accountId: MANAGEMENT });
const jobs = (count: number) =>
  Array.from({ length: count }, (_, index) => job(`mc${String(index).padStart(3, '0')}`));

/** A fleet whose jobs end when the test says so, under a clock that the test moves. */
class Rehearsal {
  readonly events: FleetEvent[] = [];
  time = 0;
  active = 0;
  mostActive = 0;
  drain = () => {};
  private readonly pending = new Map<string, (outcome: JobOutcome | Error) => void>();

  readonly ports = {
    execute: (one: FleetJob) =>
      new Promise<JobOutcome>((resolve, reject) => {
        this.mostActive = Math.max(this.mostActive, ++this.active);
        this.pending.set(one.name, (outcome) => {
          this.active--;
          if (outcome instanceof Error) reject(outcome);
          else resolve(outcome);
        });
      }),
    now: () => this.time,
    emit: (event: FleetEvent) => void this.events.push(event),
    onDrain: (drain: () => void) => {
      this.drain = drain;
    },
  };

  get running() {
    return [...this.pending.keys()];
  }

  async end(name: string, outcome: JobOutcome | Error) {
    const settle = this.pending.get(name);
    if (!settle) throw new RangeError(`${name} is not running`);
    this.pending.delete(name);
    settle(outcome);
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  }
}

describe('runFleet', () => {
  it('goes on with the others when one fails, and tells each result with its reason', async () => {
    const rehearsal = new Rehearsal();
    const done = runFleet({ run, region, jobs: jobs(3), settled: [], concurrency: 2 }, rehearsal.ports);
    await Promise.resolve();
    expect(rehearsal.running).toEqual(['mc000', 'mc001']);
    rehearsal.time = 1500.4;
    await rehearsal.end('mc000', {
      outcome: 'failed',
      error: new PlatformError(errors.Broken, { message: 'mc000 broke.' }),
      logFile: 'mc000.log',
    });
    expect(rehearsal.running).toEqual(['mc001', 'mc002']);
    await rehearsal.end('mc001', { outcome: 'deployed' });
    await rehearsal.end('mc002', { outcome: 'deployed' });

    const summary = await done;
    expect(summary.drained).toBe(false);
    expect(summary.clusters[0]).toEqual({
      name: 'mc000',
      accountId: '222222222222',
      outcome: 'failed',
      code: 'Broken',
      reason: 'mc000 broke.',
      remedy: 'Mend it.',
      retryable: true,
      durationMs: 1500,
      logFile: 'mc000.log',
    });
    expect(summary.clusters.map(({ outcome }) => outcome)).toEqual(['failed', 'deployed', 'deployed']);
    expect(rehearsal.events.at(-1)).toBe(summary);
  });

  it("takes a job that throws as that cluster's failure alone", async () => {
    const rehearsal = new Rehearsal();
    const done = runFleet({ run, region, jobs: jobs(2), settled: [], concurrency: 2 }, rehearsal.ports);
    await Promise.resolve();
    await rehearsal.end('mc000', new TypeError('undefined is not a function'));
    await rehearsal.end('mc001', { outcome: 'deployed' });
    const { clusters } = await done;
    expect(clusters[0]).toMatchObject({ outcome: 'failed', code: 'JobCrashed', retryable: false });
    expect(clusters[0]?.reason).toContain('undefined is not a function');
    expect(clusters[1]).toMatchObject({ outcome: 'deployed', code: null });
  });

  it('starts nothing more once it drains, and waits for what runs', async () => {
    const rehearsal = new Rehearsal();
    const done = runFleet({ run, region, jobs: jobs(4), settled: [], concurrency: 2 }, rehearsal.ports);
    await Promise.resolve();
    rehearsal.drain();
    rehearsal.drain();
    expect(rehearsal.events.filter(({ type }) => type === 'run-draining')).toEqual([
      { type: 'run-draining', run, running: ['mc000', 'mc001'], notStarted: ['mc002', 'mc003'] },
    ]);
    await rehearsal.end('mc001', { outcome: 'deployed' });
    expect(rehearsal.running).toEqual(['mc000']);
    await rehearsal.end('mc000', { outcome: 'deployed' });
    const summary = await done;
    expect(summary.drained).toBe(true);
    expect(summary.clusters.map(({ outcome }) => outcome)).toEqual([
      'deployed',
      'deployed',
      'not-started',
      'not-started',
    ]);
    expect(summary.clusters[3]).toMatchObject({ code: 'RunDrained', durationMs: 0, retryable: true });
  });

  it('reports what was decided before the run', async () => {
    const rehearsal = new Rehearsal();
    const skipped = clusterResult({ name: 'mc9', accountId: null }, 'skipped', 0, {
      code: 'pending',
      reason: 'no account yet',
    });
    const summary = await runFleet(
      { run, region, jobs: [], settled: [skipped], concurrency: 1 },
      rehearsal.ports,
    );
    expect(summary.clusters).toEqual([skipped]);
    expect(rehearsal.events.map(({ type }) => type)).toEqual(['run-started', 'cluster-finished', 'summary']);
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses a concurrency of %p', async (concurrency) => {
    const rehearsal = new Rehearsal();
    await expect(
      runFleet({ run, region, jobs: [], settled: [], concurrency }, rehearsal.ports),
    ).rejects.toThrow(RangeError);
  });

  it('keeps its promises under any order of endings, failures, crashes and a drain', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.tuple(fc.nat(), fc.constantFrom('deployed', 'failed', 'crash', 'drain'))),
        async (count, concurrency, steps) => {
          const rehearsal = new Rehearsal();
          const done = runFleet(
            { run, region, jobs: jobs(count), settled: [], concurrency },
            rehearsal.ports,
          );
          await Promise.resolve();
          let drained = false;
          const script = [...steps];
          while (rehearsal.running.length > 0) {
            const [pick, ending] = script.shift() ?? [0, 'deployed'];
            if (ending === 'drain') {
              drained = true;
              rehearsal.drain();
              continue;
            }
            if (!drained) expect(rehearsal.running.length).toBe(Math.min(concurrency, rehearsal.active));
            const name = rehearsal.running[pick % rehearsal.running.length] as string;
            if (ending === 'crash') await rehearsal.end(name, new TypeError('crash'));
            else if (ending === 'deployed') await rehearsal.end(name, { outcome: 'deployed' });
            else
              await rehearsal.end(name, {
                outcome: 'failed',
                error: new PlatformError(errors.Broken, { message: 'x' }),
              });
          }
          const { clusters } = await done;
          expect(clusters.map(({ name }) => name)).toEqual(jobs(count).map(({ name }) => name));
          expect(rehearsal.mostActive).toBeLessThanOrEqual(concurrency);
          if (!drained) {
            expect(rehearsal.mostActive).toBe(Math.min(concurrency, count));
            expect(clusters.every(({ outcome }) => outcome !== 'not-started')).toBe(true);
          }
          const started = rehearsal.events.filter(({ type }) => type === 'cluster-started').length;
          expect(started + clusters.filter(({ outcome }) => outcome === 'not-started').length).toBe(count);
        },
      ),
    );
  });
});
