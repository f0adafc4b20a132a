import { clusterResult, withSummary, type FleetEvent } from './index.js';
import { job, rehearse } from './testing/rehearse.js';

describe('withSummary', () => {
  it('passes every event on and adds the summary, every cluster once and by name', async () => {
    const skipped = clusterResult({ name: 'a', accountId: null }, 'skipped', 0, { code: 'pending' });
    const { events, of, finished } = await rehearse({
      jobs: [job('c'), job('b')],
      settled: [skipped],
      script: (name) => ({ ms: name === 'c' ? 100 : 200, ending: name === 'b' ? 'Broken' : 'deployed' }),
    });
    const told: FleetEvent[] = [];
    const emit = withSummary((event) => void told.push(event));
    events.forEach(emit);

    expect(told.slice(0, -1)).toEqual(events);
    const { type: _type, run, ...b } = of('b');
    expect(told.at(-1)).toMatchObject({
      type: 'summary',
      run,
      region: finished.region,
      drained: false,
      durationMs: 200,
      clusters: [skipped, { ...b }, { name: 'c', outcome: 'deployed' }],
    });
  });
});
