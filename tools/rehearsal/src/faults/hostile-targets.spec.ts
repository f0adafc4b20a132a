import { readFileSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { rehearsalFolder } from '../testing/rehearsal-folder.js';
import { auditFleet, nothingLost } from './audit.js';
import { applyRecipe, openFaultFleet, type FaultFleet } from './fault-fleet.js';
import { reportCounts } from './report-counts.js';
import { until } from './until.js';

jest.setTimeout(240_000);

const folder = rehearsalFolder();

/** Opens a fleet of one cluster whose make target is the recipe. */
async function withTarget(recipe: string, test: (fleet: FaultFleet) => Promise<void>): Promise<void> {
  const fleet = await openFaultFleet(folder, { clusters: 1, recipe });
  try {
    await test(fleet);
  } finally {
    await fleet.rehearsal.close();
  }
}

/** Every text that a run left: what it printed, its logs, its records; nothing of Terraform's own states. */
function recordsOf({ rehearsal: { aws, resources } }: FaultFleet): string[] {
  const keys = aws.listObjects(resources.stateBucket).filter((key) => key.startsWith('pipeline-runs/'));
  return keys.map((key) => String(aws.getObject(resources.stateBucket, key)));
}

/** Prints what an SDK finds in several ways, and writes down what must be found nowhere. */
const printCredentials = `
const { appendFileSync } = require('node:fs');
const { STSClient } = require('@aws-sdk/client-sts');
new STSClient({}).config.credentials().then(({ accessKeyId, secretAccessKey, sessionToken }) => {
  const base64 = (text) => Buffer.from(text).toString('base64');
  const forms = [secretAccessKey, sessionToken, encodeURIComponent(secretAccessKey), base64(secretAccessKey), base64(sessionToken)];
  appendFileSync(process.env.MADE + '/secrets', forms.join('\\n') + '\\n');
  console.log(JSON.stringify({ AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken }));
  console.log('export AWS_SECRET_ACCESS_KEY=' + secretAccessKey);
  console.error('aws_session_token = ' + sessionToken);
  console.log('https://example.com/?X-Amz-Security-Token=' + encodeURIComponent(sessionToken));
  if (process.env.BARE) forms.forEach((form) => console.log(form));
});
`;

describe('a make target', () => {
  it.concurrent('that ignores SIGINT is waited for', async () => {
    await withTarget("trap '' INT; sleep 6; echo it has ended", async (fleet) => {
      const { child, ended } = fleet.start(['deploy']);
      await until(() => fleet.processes().some((process) => process.endsWith('sleep 6')));
      child.kill('SIGINT');
      await sleep(1_200);
      child.kill('SIGINT');
      const run = await ended;
      const [result] = run.summary().clusters;
      const audit = await auditFleet(fleet);
      reportCounts(' 9 target that ignores SIGINT', {
        code: result?.code ?? '',
        'exit code': run.exitCode ?? -1,
        'processes left': audit.processes,
      });
      expect(result).toMatchObject({ outcome: 'failed', code: 'MakeInterrupted' });
      expect(run.exitCode).toBe(130);
      expect(readFileSync(String(result?.logFile), 'utf8')).toContain('it has ended');
      expect(audit.processes).toEqual([]);
    });
  });

  it.concurrent('that prints 200 MB is deployed, and its log is bounded', async () => {
    const line = 'a line of sixty-four characters, which is said again and again';
    await withTarget(`yes '${line}' | head -c 200000000; ${applyRecipe}`, async (fleet) => {
      const { child, ended } = fleet.start(['deploy']);
      let peak = 0;
      const watch = setInterval(() => (peak = Math.max(peak, peakMemory(child.pid))), 200);
      const run = await ended.finally(() => clearInterval(watch));
      const [result] = run.summary().clusters;
      const local = statSync(String(result?.logFile)).size;
      const uploaded = Math.max(...recordsOf(fleet).map((record) => record.length));
      const audit = await auditFleet(fleet);
      reportCounts(' 9 target that prints 200 MB', {
        'MB of its log': Math.round(local / 1e6),
        'MB uploaded': Math.round(uploaded / 1e6),
        'peak memory in MB': Math.round(peak / 1e6),
        seconds: Math.round(run.summary().durationMs / 1000),
        ...audit,
      });
      expect(result?.outcome).toBe('deployed');
      expect(local).toBeLessThan(110e6);
      expect(uploaded).toBeLessThan(60e6);
      expect(peak).toBeLessThan(500e6);
      expect(audit).toMatchObject({ ...nothingLost, made: 2 });
    });
  });

  it.concurrent.each(['container', 'keys'] as const)(
    'that prints its credentials has them in no log and no record (the build has them by %s)',
    async (kind) => {
      const files = { 'print-credentials.cjs': printCredentials };
      const fleet = await openFaultFleet(folder, {
        clusters: 1,
        recipe: 'node print-credentials.cjs',
        files,
      });
      try {
        // Of what an orchestrator hands out itself it knows the values, however they are printed.
        const bare = kind === 'keys' ? 'yes' : '';
        const run = await fleet.run(['deploy'], { ...fleet.rehearsal.environment(kind), BARE: bare });
        const [result] = run.summary().clusters;
        const secrets = fleet.made('secrets');
        const places = [
          ...recordsOf(fleet),
          run.stdout,
          run.stderr,
          readFileSync(String(result?.logFile), 'utf8'),
        ];
        const found = places.filter((text) => secrets.some((secret) => text.includes(secret)));
        reportCounts(` 9 target that prints credentials, ${kind}`, {
          'secrets in their forms': secrets,
          'places searched': places,
          found,
        });
        expect(result?.outcome).toBe('deployed');
        expect(secrets.length).toBeGreaterThan(3);
        expect(places.length).toBeGreaterThan(5);
        expect(places.filter((text) => text.includes('***'))).not.toEqual([]);
        expect(found).toEqual([]);
      } finally {
        await fleet.rehearsal.close();
      }
    },
  );

  it.concurrent('that never ends is ended by its time limit', async () => {
    await withTarget('sleep 1000', async (fleet) => {
      const run = await fleet.run(['deploy', '--cluster-timeout', '3s']);
      const [result] = run.summary().clusters;
      const audit = await auditFleet(fleet);
      reportCounts(' 9 target that never ends', {
        code: result?.code ?? '',
        'ms of the cluster': result?.durationMs ?? 0,
        'processes left': audit.processes,
      });
      expect(result).toMatchObject({ outcome: 'failed', code: 'MakeTimedOut' });
      expect(run.exitCode).toBe(1);
      expect(audit.processes).toEqual([]);
    });
  });

  it.concurrent('whose Terraform lost the answer to its own lock is rid of it by the run', async () => {
    await withTarget(applyRecipe, async (fleet) => {
      const { aws } = fleet.rehearsal;
      aws.injectFault({
        operation: 'PutObject',
        matches: ({ key = '' }) => key.endsWith('.tflock'),
        times: 1,
        answer: 'lose-answer',
      });
      const run = await fleet.run(['deploy']);
      const [result] = run.summary().clusters;
      const retries = run
        .events()
        .flatMap((event) => (event.type === 'cluster-retrying' ? [event.code] : []));
      const audit = await auditFleet(fleet);
      reportCounts(' 9 answer to the lock lost', {
        attempts: result?.attempts ?? 0,
        retries: retries.join(' '),
        ...audit,
      });
      expect(retries).toEqual(['StateLockLeft']);
      expect(result).toMatchObject({ outcome: 'deployed', attempts: 2 });
      expect(audit).toMatchObject({ ...nothingLost, made: 2 });
    });
  });
});

/** The most memory that a process ever had, in bytes; 0 where it cannot be seen. */
function peakMemory(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
