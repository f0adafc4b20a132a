import { rehearsalFolder } from '../testing/rehearsal-folder.js';
import { auditFleet, nothingLost } from './audit.js';
import { openFaultFleet } from './fault-fleet.js';
import { reportCounts } from './report-counts.js';

jest.setTimeout(240_000);

const folder = rehearsalFolder();

describe('an STS that throttles 30 % of its calls', () => {
  it('slows a fleet of twelve down, and stops none', async () => {
    // Sessions so short that they are renewed in the middle, inside terraform and by the orchestrator.
    const fleet = await openFaultFleet(folder, {
      clusters: 12,
      workSeconds: 4,
      sessionLifetimeSeconds: 15,
      faultSeed: 2,
    });
    const { aws } = fleet.rehearsal;
    try {
      // A burst first, longer than the SDK's patience with the first six; then 30 % of all calls, to the end.
      aws.injectFault({ service: 'sts', operation: 'AssumeRole', times: 12, answer: 'throttle' });
      aws.injectFault({ service: 'sts', rate: 0.3, answer: 'throttle' });
      const run = await fleet.run(['deploy', '--concurrency', '6'], { AWS_MAX_ATTEMPTS: '2' });
      const clusters = run.summary().clusters;
      const calls = aws.decisions().filter(({ service }) => service === 'sts');
      const throttled = calls.filter(({ effect }) => effect === 'fault');
      const of = (type: string) => run.events().filter((event) => event.type === type).length;
      const audit = await auditFleet(fleet);
      reportCounts(' 2 STS throttled', {
        seed: 2,
        clusters,
        deployed: clusters.filter(({ outcome }) => outcome === 'deployed'),
        'calls of STS': calls,
        throttled,
        retries: of('cluster-retrying'),
        'changes of concurrency': of('concurrency-changed'),
        ...audit,
      });
      expect(clusters.filter(({ outcome }) => outcome !== 'deployed')).toEqual([]);
      expect(run.exitCode).toBe(0);
      expect(throttled.length / calls.length).toBeGreaterThan(0.2);
      expect(of('concurrency-changed')).toBeGreaterThan(0);
      expect(audit).toMatchObject({ ...nothingLost, made: 24, rescued: [] });
    } finally {
      await fleet.rehearsal.close();
    }
  });
});
