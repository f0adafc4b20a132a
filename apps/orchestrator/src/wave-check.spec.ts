import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { waveCheck } from './wave-check.js';

const source = mkdtempSync(path.join(tmpdir(), 'wave-check-'));
afterAll(() => rmSync(source, { recursive: true }));
const environment = { PATH: process.env['PATH'], FROM: 'build' };
const check = (command: string) => waveCheck(command, { source, environment })(2);

it('is healthy by exit code 0, whatever is said', async () => {
  expect(await check('echo no; echo never >&2')).toEqual({ healthy: true });
});

it('works in the repository, with the number of the wave and the environment', async () => {
  expect(await check('echo "$WAVE $FROM" > seen')).toEqual({ healthy: true });
  expect(readFileSync(path.join(source, 'seen'), 'utf8')).toBe('2 build\n');
});

it.each([
  ['echo first; echo nodes are missing; exit 3', 'ended badly: nodes are missing (exit code 3)'],
  ['echo nodes are missing >&2; exit 1', 'ended badly: nodes are missing (exit code 1)'],
  ["printf 'a\\nno end'; exit 1", 'ended badly: no end (exit code 1)'],
  ['exit 4', 'ended badly: exit code 4'],
  ['kill -9 $$', 'ended badly: SIGKILL'],
  ['no-such-program', /ended badly: .*not found.* \(exit code 127\)/],
])('is unhealthy otherwise, with its last line: %s', async (command, why) => {
  const health = await check(command);
  expect(health.healthy).toBe(false);
  const reason = 'reason' in health ? health.reason : '';
  expect(reason.startsWith(`${command} `)).toBe(true);
  expect(reason.slice(command.length + 1)).toMatch(why);
});

it('may print without end', async () => {
  const health = await check('yes | head -c 3000000; echo; echo sick; exit 1');
  expect(health).toMatchObject({ reason: expect.stringContaining('ended badly: sick (') as string });
});

it('is ended with all that it started where it gives no answer', async () => {
  const [begun, late] = ['begun', 'late'].map((name) => path.join(source, name)) as [string, string];
  const command = `(sleep 1; touch ${late}) & touch ${begun}; sleep 60`;
  const health = await waveCheck(command, { source, environment, patienceMs: 300 })(0);
  expect(health).toEqual({ healthy: false, reason: `${command} gave no answer in 0.3 s` });
  expect(existsSync(begun)).toBe(true);
  await sleep(1200);
  expect(existsSync(late)).toBe(false);
});

it('says where it cannot be started', async () => {
  const nowhere = path.join(source, 'nowhere');
  const health = await waveCheck('true', { source: nowhere, environment })(0);
  expect(health).toMatchObject({ reason: expect.stringContaining('could not be started') as string });
});
