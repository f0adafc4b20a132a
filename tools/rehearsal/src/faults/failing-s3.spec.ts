import { setTimeout as sleep } from 'node:timers/promises';
import { rehearsalFolder } from '../testing/rehearsal-folder.js';
import { auditFleet, nothingLost } from './audit.js';
import { openFaultFleet } from './fault-fleet.js';
import { reportCounts } from './report-counts.js';
import { shortfallsOf, resumeUntilDeployed } from './until-deployed.js';
import { until } from './until.js';

jest.setTimeout(300_000);

const folder = rehearsalFolder();

describe('an S3 that fails', () => {
  it.concurrent('for 10 % of its requests lets a fleet of eight be deployed all the same', async () => {
    const seed = 3;
    const fleet = await openFaultFleet(folder, { clusters: 8, workSeconds: 2, faultSeed: seed });
    const { aws } = fleet.rehearsal;
    try {
      aws.injectFault({ service: 's3', rate: 0.05, answer: 'internal-error' });
      aws.injectFault({ service: 's3', rate: 0.05, answer: 'service-unavailable' });
      const first = await fleet.run(['deploy', '--concurrency', '4']);
      const failed = shortfallsOf(first);
      const recovery = await resumeUntilDeployed(fleet);
      const audit = await auditFleet(fleet);
      const requests = aws.decisions().filter(({ service }) => service === 's3');
      reportCounts(' 3 S3 answers 500 or 503', {
        seed,
        clusters: 8,
        requests,
        refused: requests.filter(({ effect }) => effect === 'fault'),
        retries: first.events().filter(({ type }) => type === 'cluster-retrying'),
        'failed at first': failed,
        resumes: recovery.runs - 1,
        ...audit,
      });
      expect(requests.filter(({ effect }) => effect === 'fault').length / requests.length).toBeGreaterThan(
        0.05,
      );
      expect(audit).toMatchObject({ ...nothingLost, made: 16, rescued: [] });
    } finally {
      await fleet.rehearsal.close();
    }
  });

  it.concurrent('for 20 s in the middle of a run loses nothing', async () => {
    const fleet = await openFaultFleet(folder, { clusters: 6, workSeconds: 4 });
    const { aws } = fleet.rehearsal;
    try {
      const started = fleet.start(['deploy', '--concurrency', '3']);
      // Some have a state and some do not, and some are locked.
      await until(() => fleet.clusters.flatMap((cluster) => fleet.made(cluster)).length >= 4);
      const back = aws.injectFault({ service: 's3', answer: 'break-connection' });
      await sleep(20_000);
      back();
      const first = await started.ended;
      const failed = shortfallsOf(first);
      const recovery = await resumeUntilDeployed(fleet);
      const audit = await auditFleet(fleet);
      reportCounts(' 4 S3 gone for 20 s', {
        clusters: 6,
        'requests without an answer': aws.decisions().filter(({ effect }) => effect === 'fault'),
        retries: first.events().filter(({ type }) => type === 'cluster-retrying'),
        'failed at first': failed,
        resumes: recovery.runs - 1,
        unlocked: recovery.unlocked,
        pushed: recovery.pushed,
        ...audit,
      });
      expect(audit).toMatchObject(nothingLost);
    } finally {
      await fleet.rehearsal.close();
    }
  });
});
