import { stripVTControlCharacters } from 'node:util';
import { clusterResult, type ClusterResult, type FleetEvent } from '@regional-pipeline/fleet';
import { Region, RunId } from '@regional-pipeline/platform-model';
import { Recording } from '../testing/recording.js';
import { chooseReporter } from './choose-reporter.js';
import { formatDuration } from './duration.js';
import { LastLines } from './last-lines.js';
import { paintFor } from './palette.js';
import { printable } from './printable.js';
import { formatSummary } from './summary-text.js';
import { formatTable } from './table.js';

const run = RunId.parse('20260131t235959-0a1b');
const region = Region.parse('us-east-1');
const MANAGEMENT = '222222222222';

const deployed = clusterResult({ name: 'mc01', accountId: MANAGEMENT }, 'deployed', 65_000, {
  logFile: 'mc01.log',
});
const failed = clusterResult({ name: 'mc02', accountId: '333333333333' }, 'failed', 1200, {
  code: 'AssumeRoleDenied',
  reason: 'could not assume the role.',
  remedy: 'Check that it exists.',
  retryable: true,
  logFile: 'mc02.log',
});
const skipped = clusterResult({ name: 'mc03', accountId: null }, 'skipped', 0, {
  code: 'pending',
  reason: 'no account yet',
});

const finished = (result: ClusterResult): FleetEvent => ({ type: 'cluster-finished', run, ...result });
const events: FleetEvent[] = [
  { type: 'run-started', run, region, concurrency: 2, clusters: ['mc01', 'mc02'] },
  finished(skipped),
  { type: 'cluster-started', run, name: 'mc01', accountId: MANAGEMENT, attempt: 1 },
  { type: 'cluster-started', run, name: 'mc02', accountId: '333333333333', attempt: 1 },
  finished(failed),
  finished(deployed),
  { type: 'summary', run, region, drained: false, durationMs: 66_000, clusters: [deployed, failed, skipped] },
];

async function tell(output: Recording, format: 'text' | 'json', environment = {}): Promise<Recording> {
  const reporter = chooseReporter(format, output, environment);
  for (const event of events) {
    if (event.type === 'cluster-finished' && event.name === 'mc01') reporter.line('mc01', 'Apply complete!');
    reporter.event(event);
  }
  await reporter.close();
  return output;
}

describe('the JSON reporter', () => {
  it('prints each event as a line, the summary last, with the keys of the contract', async () => {
    const { lines } = await tell(new Recording(), 'json');
    const parsed = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(parsed.map(({ type }) => type)).toEqual(events.map(({ type }) => type));
    expect(parsed.at(-1)).toMatchObject({
      type: 'summary',
      run,
      region: 'us-east-1',
      clusters: [
        {
          name: 'mc01',
          accountId: MANAGEMENT,
          outcome: 'deployed',
          code: null,
          reason: null,
          durationMs: 65_000,
        },
        {
          name: 'mc02',
          accountId: '333333333333',
          outcome: 'failed',
          code: 'AssumeRoleDenied',
          reason: 'could not assume the role.',
          durationMs: 1200,
        },
        {
          name: 'mc03',
          accountId: null,
          outcome: 'skipped',
          code: 'pending',
          reason: 'no account yet',
          durationMs: 0,
        },
      ],
    });
  });
});

describe('the plain reporter', () => {
  it("groups a cluster's output, and ends in a table with remedies", async () => {
    expect((await tell(new Recording(), 'text')).text).toBe(`run ${run} in us-east-1: 2 to deploy, 2 at once
mc03: skipped, no account yet
mc01: started (222222222222)
mc02: started (333333333333)
┌─ mc02 (333333333333)
└─ mc02: failed, AssumeRoleDenied in 1.2 s
┌─ mc01 (222222222222)
│ Apply complete!
└─ mc01: deployed in 1 min 05 s

deployed  mc01  222222222222  1 min 05 s
failed    mc02  333333333333  1.2 s       AssumeRoleDenied
skipped   mc03  -             -           pending

mc02: AssumeRoleDenied
  could not assume the role.
  What to do: Check that it exists. Trying again may help.
  Log: mc02.log

1 deployed, 1 failed, 1 skipped in us-east-1 in 1 min 06 s (run ${run})
`);
  });

  it('is what a terminal without abilities and CI get', async () => {
    for (const environment of [{ TERM: 'dumb' }, { CI: 'true' }]) {
      const { text } = await tell(new Recording(true), 'text', environment);
      expect(text).toContain('┌─ mc01 (222222222222)');
    }
  });
});

describe('what happens on the way', () => {
  const story: FleetEvent[] = [
    { type: 'run-started', run, region, concurrency: 2, clusters: ['mc01', 'mc02'] },
    { type: 'wave-started', run, wave: 0, clusters: 1 },
    { type: 'cluster-started', run, name: 'mc01', accountId: MANAGEMENT, attempt: 1 },
    { type: 'concurrency-changed', run, concurrency: 1, because: 'throttled' },
    {
      type: 'cluster-retrying',
      run,
      name: 'mc01',
      accountId: MANAGEMENT,
      attempt: 1,
      delayMs: 12_000,
      code: 'AssumeRoleThrottled',
      reason: 'STS said so.',
      logFile: 'mc01.1.log',
    },
    { type: 'cluster-started', run, name: 'mc01', accountId: MANAGEMENT, attempt: 2 },
    { type: 'deadline-reached', run, running: ['mc01'] },
    { type: 'concurrency-changed', run, concurrency: 2, because: 'recovered' },
    finished({ ...deployed, attempts: 2 }),
    { type: 'wave-baking', run, wave: 0, bakeMs: 600_000 },
    { type: 'wave-gate-closed', run, wave: 0, reason: 'wave 0 is not healthy (3 nodes are lost)' },
  ];
  const tellStory = async (output: Recording) => {
    const reporter = chooseReporter('text', output, { NO_COLOR: '1' });
    for (const event of story) {
      if (event.type === 'cluster-retrying') reporter.line('mc01', 'the first attempt');
      reporter.event(event);
    }
    await reporter.close();
    return stripVTControlCharacters(output.text);
  };

  it('stands in lines of its own in a log, each attempt with its output', async () => {
    expect(await tellStory(new Recording())).toBe(`run ${run} in us-east-1: 2 to deploy, 2 at once
wave 0: 1 to deploy
mc01: started (222222222222)
AWS throttles: 1 at once from now on
┌─ mc01 (222222222222)
│ the first attempt
└─ mc01: AssumeRoleThrottled, tried again in 12 s: STS said so.
mc01: started (222222222222), attempt 2
the deadline has come: 1 still running are asked to stop
AWS answers again: 2 at once from now on
┌─ mc01 (222222222222)
└─ mc01: deployed in 1 min 05 s after 2 attempts
wave 0 is over; the next one waits for 10 min 00 s
nothing after wave 0 is started: wave 0 is not healthy (3 nodes are lost)
`);
  });

  it('stands above the live list, and what is tried again waits', async () => {
    const text = await tellStory(new Recording(true));
    expect(text).toContain('↻ mc01  AssumeRoleThrottled, tried again in 12 s\n');
    expect(text).toContain('AWS throttles: 1 at once from now on\n');
    expect(text).toContain('nothing after wave 0 is started: wave 0 is not healthy (3 nodes are lost)\n');
    expect(text).toContain('2 waiting');
  });
});

describe('the live reporter', () => {
  it('ends with the same summary, whatever became of the clusters', async () => {
    const { text } = await tell(new Recording(true), 'text', { NO_COLOR: '1' });
    expect(text).toContain(`run ${run} in us-east-1: 2 to deploy, 2 at once`);
    expect(text).toContain('✖ mc02  1.2 s  AssumeRoleDenied\n');
    expect(text).toContain('✔ mc01  1 min 05 s\n');
    expect(text).toContain('failed    mc02  333333333333  1.2 s       AssumeRoleDenied');
    expect(text).not.toContain('┌─');
  });

  it('shows what runs and counts the rest, where a fleet is longer than the terminal', async () => {
    const output = new Recording(true, { columns: 40, rows: 8 });
    const reporter = chooseReporter('text', output, { NO_COLOR: '1' });
    const clusters = Array.from({ length: 30 }, (_, index) => `mc${index}`);
    reporter.event({ type: 'run-started', run, region, concurrency: 6, clusters });
    for (const name of clusters.slice(0, 6)) {
      reporter.event({ type: 'cluster-started', run, name, accountId: MANAGEMENT, attempt: 1 });
      reporter.line(name, `\u001b[2J${'creating '.repeat(20)}`);
    }
    output.text = '';
    reporter.event({ type: 'run-draining', run, running: [], notStarted: [] });
    const drawn = stripVTControlCharacters(output.text).split('\n');
    expect(drawn.filter((line) => /^ {2}mc\d/.test(line))).toHaveLength(4);
    expect(drawn).toContain('  … and 2 more running');
    expect(drawn).toContain('6 running, 24 waiting');
    expect(drawn.some((line) => line.startsWith('asked to stop'))).toBe(true);
    for (const line of drawn) expect(line.length).toBeLessThan(40);
    await reporter.close();
  });

  it('ends when a run is drained before its clusters were started', async () => {
    const output = new Recording(true);
    const reporter = chooseReporter('text', output, { NO_COLOR: '1' });
    const waiting = clusterResult({ name: 'mc01', accountId: MANAGEMENT }, 'not-started', 0, {
      code: 'RunDrained',
    });
    reporter.event({ type: 'run-started', run, region, concurrency: 1, clusters: ['mc01'] });
    reporter.event({ type: 'run-draining', run, running: [], notStarted: ['mc01'] });
    reporter.event(finished(waiting));
    reporter.event({ type: 'summary', run, region, drained: true, durationMs: 1, clusters: [waiting] });
    await reporter.close();
    expect(output.text).toContain('1 not started in us-east-1 in 0.0 s, stopped on request');
  });
});

describe('the summary', () => {
  it('says that there was nothing to do, rather than nothing', () => {
    const summary = {
      type: 'summary',
      run,
      region,
      drained: false,
      durationMs: 400,
      clusters: [skipped],
    } as const;
    expect(formatSummary(summary, (_format, text) => text)).toContain(
      'Nothing to do: 0 deployed, 1 skipped in us-east-1',
    );
  });

  it('says that it was stopped', () => {
    const summary = {
      type: 'summary',
      run,
      region,
      drained: true,
      durationMs: 400,
      clusters: [deployed],
    } as const;
    expect(formatSummary(summary, (_format, text) => text)).toContain('stopped on request');
  });

  it('counts the accounts of other regions where they are many', () => {
    const others = Array.from({ length: 500 }, (_, index) =>
      clusterResult({ name: `other-${index}`, accountId: '444444444444' }, 'skipped', 0, {
        code: 'other-region',
        reason: 'x',
      }),
    );
    const summary = {
      type: 'summary',
      run,
      region,
      drained: false,
      durationMs: 400,
      clusters: [deployed, ...others],
    } as const;
    const text = formatSummary(summary, (_format, painted) => painted);
    expect(text.split('\n').length).toBeLessThan(40);
    expect(text).toContain('and 480 more of other regions');
    expect(text).toContain('500 skipped');
  });
});

describe('colours', () => {
  it('are for terminals, unless NO_COLOR is set', () => {
    expect(paintFor({ write: () => true, isTTY: true }, {})('red', 'x')).toBe('\u001b[31mx\u001b[39m');
    expect(paintFor({ write: () => true, isTTY: true }, { NO_COLOR: '1' })('red', 'x')).toBe('x');
    expect(paintFor({ write: () => true, isTTY: false }, {})('red', 'x')).toBe('x');
  });

  it('never shift a column', () => {
    const plain = formatTable([
      [{ text: 'a' }, { text: 'b' }],
      [{ text: 'longer' }, { text: 'c' }],
    ]);
    expect(plain).toBe('a       b\nlonger  c\n');
    const painted = formatTable([
      [{ text: 'a', paint: (text) => `<${text}>` }, { text: 'b' }],
      [{ text: 'longer' }, { text: 'c' }],
    ]);
    expect(painted).toBe('<a     >  b\nlonger  c\n');
  });
});

describe('durations', () => {
  it.each([
    [0, '0.0 s'],
    [949, '0.9 s'],
    [9_949, '9.9 s'],
    [9_960, '10 s'],
    [59_600, '1 min 00 s'],
    [65_000, '1 min 05 s'],
    [3_720_000, '1 h 02 min'],
  ])('%d ms is %s', (milliseconds, text) => expect(formatDuration(milliseconds)).toBe(text));
});

describe('text from outside', () => {
  it.each([
    ['a name that forges a line', 'a\nskip  mc99', 'askip  mc99'],
    ['a cleared screen', 'a\u001b[2Jb\u001b[1;1Hc', 'abc'],
    ['a title', 'a\u001b]0;owned\u0007b\u001b]0;x\u001b\\c', 'abc'],
    ['a returning carriage', 'building\rdone', 'buildingdone'],
    ['C1 controls', 'a\u009b2Jb', 'a2Jb'],
    ['colours, which stay', '\u001b[31mred\u001b[0m\tx', '\u001b[31mred\u001b[0m\tx'],
  ])('is shown and not acted on: %s', (_name, text, shown) => expect(printable(text)).toBe(shown));

  it('forges no row of a table', () => {
    expect(formatTable([[{ text: 'a\nskip' }, { text: 'b' }]])).toBe('askip  b\n');
  });
});

describe('the last lines', () => {
  it('are kept short, whatever a target prints', () => {
    const lines = new LastLines(3);
    lines.push('x'.repeat(100_000));
    expect(lines.lines[0]).toMatch(/^x{2000} … \(98000 more characters\)$/);
  });

  it.each([
    [0, []],
    [2, ['1', '2']],
    [3, ['1', '2', '3']],
    [7, ['5', '6', '7']],
  ])('of %d are %j', (count, expected) => {
    const lines = new LastLines(3);
    for (let line = 1; line <= count; line++) lines.push(String(line));
    expect(lines.lines).toEqual(expected);
    expect(lines.dropped).toBe(Math.max(0, count - 3));
  });
});
