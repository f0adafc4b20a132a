import type { Block, RunStory } from '@regional-pipeline/fleet';
import { PlatformError, RunId } from '@regional-pipeline/platform-model';
import { formatFindings } from './doctor-text.js';
import { formatFailureText } from './failure-text.js';
import { formatLocks } from './locks-text.js';
import { formatRescued } from './rescue-text.js';
import { formatRun } from './run-text.js';
import { formatRuns } from './runs-text.js';
import { failed, ok, warning } from '../doctor/finding.js';
import { orchestratorErrors } from '../errors.js';

const plain = (_format: string, text: string) => text;
const run = RunId.parse('20260131t235959-0a1b');

/** What a terminal would act on, in a value from outside: it clears the screen, sets a title and forges a line. */
const hostile = 'x\u001b[2J\u001b]0;owned\u0007\nok  mc99\u009b\r';

/** No sequence and no control character but the ends of lines is left. */
function expectHarmless(text: string): void {
  // eslint-disable-next-line no-control-regex -- control characters are what this is about
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  expect(text).not.toMatch(/^ok {2}mc99/m);
}

const holder = {
  host: hostile,
  user: 'root',
  bootId: null,
  machineId: null,
  pid: 7,
  pidNamespace: null,
  processStart: null,
  buildId: hostile,
};
const attempt = {
  attempt: 1,
  tenure: 1,
  outcome: 'failed',
  startedAt: '2026-02-01T00:00:00.000Z',
  endedAt: '2026-02-01T00:01:00.000Z',
  durationMs: 60_000,
  code: 'MakeFailed',
  reason: hostile,
  remedy: hostile,
  retryable: false,
  logKey: hostile,
} as const;

function story(status: RunStory['state']['status'], states: readonly string[]): RunStory {
  return {
    record: {
      version: 1,
      run,
      region: 'us-east-1',
      startedAt: '2026-01-31T23:59:59.120Z',
      asked: {},
      clusters: [],
      settled: [
        { name: hostile, accountId: null, outcome: 'failed', code: 'X', reason: hostile },
        { name: 'a', accountId: null, outcome: 'skipped', code: 'y', reason: null },
      ],
      tenures: [
        {
          holder,
          since: '2026-01-31T23:59:59.120Z',
          takenOver: null,
          inputs: {
            sourceRevision: hostile,
            centralState: { versionId: null, etag: null, lineage: hostile, serial: 7 },
            definitionsDigest: hostile,
          },
          end: null,
        },
      ],
    },
    state: { status, evidence: hostile },
    clusters: states.map((state, index) => ({
      name: `mc${String(index)}`,
      accountId: '222222222222',
      wave: 0,
      state,
      attempts: state === 'not-started' ? [] : [attempt],
      claim: null,
      evidence: state === 'not-started' ? hostile : null,
    })),
  } as unknown as RunStory;
}

describe('a run', () => {
  it('acts on no terminal', () => {
    expectHarmless(formatRun(story('died', ['failed', 'blocked', 'not-started']), 'bucket', plain));
  });

  it.each([
    ['died', ['deployed', 'failed'], `1 left to do: orchestrator resume ${run}\n`],
    ['ended', ['failed', 'blocked'], `2 left to do: orchestrator resume ${run}\n`],
    [
      'unknown',
      ['unknown'],
      `1 left to do, once its process is surely over: orchestrator resume ${run} --holder-is-over 1\n`,
    ],
    ['ended', ['deployed'], 'Every cluster of it is deployed.\n'],
    ['died', ['deployed'], `0 left to do: orchestrator resume ${run}\n`],
  ] as const)('that %s with %j ends with the next command', (status, states, end) => {
    expect(formatRun(story(status, states), 'bucket', plain).endsWith(`\n\n${end}`)).toBe(true);
  });

  it('that is at work has none', () => {
    expect(formatRun(story('running', ['running']), 'bucket', plain)).not.toContain('orchestrator resume');
  });

  it('says of a blocked cluster where its states are', () => {
    expect(formatRun(story('ended', ['blocked']), 'bucket', plain)).toContain('orchestrator rescue list mc0');
  });

  it('counts the deployed clusters of a large fleet', () => {
    const states = [...Array.from({ length: 1000 }, () => 'deployed'), 'failed'];
    const text = formatRun(story('ended', states), 'bucket', plain);
    expect(text.match(/^deployed {2}mc/gm)).toHaveLength(50);
    expect(text).toContain('deployed  … and 950 more\n');
    expect(text).toMatch(/^failed +mc1000 /m);
  });
});

describe('the list of runs', () => {
  it('lines up, acts on no terminal, and ends with what can be resumed', () => {
    const error = new PlatformError(orchestratorErrors.Defect, { message: hostile });
    const { record } = story('died', []);
    const text = formatRuns(
      [
        { run, record, state: { status: 'died', evidence: hostile }, deployed: 12, failed: 3 },
        { run, record, state: { status: 'ended', evidence: 'it ended' }, deployed: 1, failed: 0 },
        { run, error },
      ],
      plain,
    );
    expectHarmless(text);
    const [head = '', ...rows] = text.split('\n');
    expect(head).toMatch(/^run +status +started \(UTC\) +clusters +deployed +failed$/);
    expect(rows[0]?.indexOf('12')).toBe(head.indexOf('deployed'));
    expect(rows[1]?.trimEnd()).not.toContain('it ended');
    expect(rows[2]).toMatch(/unreadable .*Defect$/);
    expect(text.endsWith(`\n\norchestrator resume ${run}\n`)).toBe(true);
  });
});

describe('locks, rescued states and findings', () => {
  it('act on no terminal', () => {
    const lock = { key: hostile, cluster: null, version: 'v' };
    const info = { ID: hostile, Info: '', Version: '1', Path: '', Created: '2026-02-01T00:10:00Z' };
    const verdict = { removable: false, reason: hostile };
    const now = new Date('2026-02-01T01:10:00Z');
    const locks = formatLocks(
      [
        { lock: { ...lock, holder: { ...info, Who: hostile, Operation: hostile } }, verdict },
        { lock: { ...lock, holder: { unreadable: hostile } }, verdict },
      ],
      now,
      plain,
    );
    expectHarmless(locks);
    expect(locks).toMatch(/ 1 h 00 min /);
    expectHarmless(
      formatFindings(
        [ok(hostile, hostile), failed(hostile, hostile, hostile), warning('a', 'b', hostile)],
        plain,
      ),
    );
    const error = new PlatformError(orchestratorErrors.Defect, { message: hostile, remedy: hostile });
    expectHarmless(formatFailureText(error, plain));
    const block = { run, attempt: 1, since: '2026-02-01T00:10:00Z', reason: hostile } as unknown as Block;
    expectHarmless(formatRescued('mc01', block, [], plain));
  });

  it('offer no push where nothing was saved', () => {
    const block = { run, attempt: 1, since: '2026-02-01T00:10:00Z', reason: 'r' } as unknown as Block;
    const text = formatRescued('mc01', block, [], plain);
    expect(text).toContain('No state of it was saved.');
    expect(text).not.toContain('rescue push');
    expect(text).toContain('orchestrator rescue discard mc01');
  });

  it('count what is well in a large fleet, and list what is not', () => {
    const findings = Array.from({ length: 500 }, (_, index) =>
      index === 400
        ? failed('role of mc400', 'refused', 'Deploy it.')
        : ok(`role of mc${String(index)}`, 'arn'),
    );
    const text = formatFindings(findings, plain);
    expect(text.split('\n').length).toBeLessThan(45);
    expect(text).toMatch(/^failed +role of mc400 +refused$/m);
    expect(text).toContain('ok  … and 469 more\n');
    expect(text).toContain('499 ok, 0 to look at, 1 failed, 0 skipped');
  });
});
