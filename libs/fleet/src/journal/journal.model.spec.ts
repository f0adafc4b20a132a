import type { RunId } from '@regional-pipeline/platform-model';
import fc from 'fast-check';
import { listRuns, readBlock, readClusterOwner, readRun, unblockCluster } from '../index.js';
import { clustersNamed, mc1, mc2, run0, run1, run2, run3 } from '../testing/journal-fixtures.js';
import { JournalWorld, type Fault } from '../testing/journal-world.js';
import { runScript, type Script } from '../testing/orchestrator-model.js';

const clusters = clustersNamed(mc1, mc2);
const noTurn = () => Promise.resolve();

const fault = fc.oneof(
  { weight: 12, arbitrary: fc.constant<Fault>('none') },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Fault>('fail-before', 'fail-after', 'crash-before', 'crash-after'),
  },
);
const script = fc.record<Script>({
  command: fc.constantFrom('start', 'resume', 'resume', 'show'),
  run: fc.constantFrom(run1, run2),
  endings: fc.array(fc.constantFrom('deployed', 'failed', 'unsaved', 'kept'), { maxLength: 2 }),
});
/** A process of the model, and what happens to it. */
interface Actor {
  readonly script: Script;
  readonly faults: readonly Fault[];
  /** Whether others can see if it lives. */
  readonly visible: boolean;
  /** Whether it starts only when the first process is over, or beside it. */
  readonly afterLeader: boolean;
}
const actor = fc.record<Actor>({
  script,
  faults: fc.array(fault, { maxLength: 40 }),
  visible: fc.boolean(),
  afterLeader: fc.boolean(),
});
const first = actor.map<Actor>((one) => ({ ...one, script: { ...one.script, command: 'start' } }));

/** A person decides about every block, and processes without faults resume every run, until nothing is left. */
async function recover(world: JournalWorld): Promise<RunId[]> {
  const person = world.start(noTurn, [], true);
  for (let round = 0; round < 4; round++) {
    for (const { name } of clusters) {
      const owner = await readClusterOwner(world.store, name);
      if (owner?.content.state === 'blocked') {
        const block = await readBlock(world.store, name);
        await unblockCluster(person.ports, block, { decision: 'push', by: 'a person' });
        for (const key of block.rescueKeys) world.undecided.delete(key);
      }
    }
    for (const { run } of await listRuns(person.ports, { limit: 10 })) {
      const resume: Script = { command: 'resume', run, endings: [] };
      await runScript(world, world.start(noTurn, [], true), resume, clusters, noTurn);
    }
  }
  return (await listRuns(person.ports, { limit: 10 })).map(({ run }) => run);
}

describe('the journal, whatever dies and whoever else is at work', () => {
  it('has one owner for a run and for a cluster, loses nothing, and ends every cluster once', async () => {
    const seen = { runs: 0, crashes: 0, blocked: 0, takenOver: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        first,
        fc.array(actor, { maxLength: 3 }),
        fc.boolean(),
        async (s, leader, others, hasHistory) => {
          const world = new JournalWorld();
          if (hasHistory) {
            const earlier: Script = { command: 'start', run: run0, endings: [] };
            await runScript(world, world.start(noTurn, [], true), earlier, clusters, noTurn);
          }
          const turn = () => s.schedule(Promise.resolve());
          const begin = ({ script, faults, visible }: Actor) =>
            runScript(world, world.start(turn, faults, visible), script, clusters, turn);
          const led = begin(leader);
          const all = others.map((one) => (one.afterLeader ? led.then(() => begin(one)) : begin(one)));
          await s.waitFor(Promise.all([led, ...all]));
          expect(world.violations).toEqual([]);

          const runs = await recover(world);
          expect(world.violations).toEqual([]);
          const watcher = world.start(noTurn, [], true);
          for (const run of runs) {
            const story = await readRun(watcher.ports, run);
            expect(story.state.status).toBe('ended');
            for (const { name, state, attempts } of story.clusters) {
              expect([name, state]).toEqual([name, 'deployed']);
              expect(attempts.filter(({ tenure }) => !story.record.tenures[tenure - 1])).toEqual([]);
              expect(attempts.map(({ attempt }) => attempt)).toEqual(attempts.map((_, index) => index + 1));
              expect(attempts.findIndex(({ outcome }) => outcome === 'deployed')).toBe(attempts.length - 1);
              const recorded = new Set(attempts.map(({ attempt }) => attempt));
              const begun = world.begun.filter((one) => one.run === run && one.cluster === name);
              expect(begun.filter(({ attempt }) => !recorded.has(attempt))).toEqual([]);
              seen.crashes += attempts.filter(({ outcome }) => outcome === 'interrupted').length;
            }
            seen.takenOver += story.record.tenures.length - 1;
          }
          for (const { name } of clusters) {
            const owner = await readClusterOwner(world.store, name);
            seen.blocked += owner?.content.unblocked.length ?? 0;
          }
          expect([...world.undecided]).toEqual([]);
          seen.runs += runs.length;
          // Nothing that is left stands in the way of a new run.
          const next: Script = { command: 'start', run: run3, endings: [] };
          await runScript(world, world.start(noTurn, [], true), next, clusters, noTurn);
          const { clusters: after } = await readRun(watcher.ports, run3);
          expect(after.map(({ state }) => state)).toEqual(['deployed', 'deployed']);
          expect(world.violations).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
    // The worlds were not peaceful ones.
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(10);
  }, 60_000);
});
