import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type * as os from 'node:os';
import path from 'node:path';
import { ClusterName, RunId, type HolderState } from '@regional-pipeline/platform-model';
import { thisHolder } from '@regional-pipeline/run-holder';
import { openRunDirectory } from './run-directory.js';
import { sweepLeftStates } from './sweep-left-states.js';

const run = RunId.parse('20260131t235959-0a1b');
const mc01 = ClusterName.parse('mc01');
const bucketName = 'management-state';
let mockTemporary: string;
let file: string;
// A test's environment is a copy, which os.tmpdir() does not read.
jest.mock('node:os', () => ({ ...jest.requireActual<typeof os>('node:os'), tmpdir: () => mockTemporary }));
beforeEach(async () => {
  mockTemporary = mkdtempSync(path.join(jest.requireActual<typeof os>('node:os').tmpdir(), 'sweep-'));
  const directory = await openRunDirectory(run, bucketName, await thisHolder({}));
  const live = path.join(await directory.openWorkDirectory(mc01, 1), 'source/live');
  mkdirSync(live, { recursive: true });
  file = path.join(live, 'errored.tfstate');
  writeFileSync(file, '{"serial":3}');
});
afterEach(() => rmSync(mockTemporary, { recursive: true }));

/** Sweeps, and answers what was saved and what was told. */
async function sweep(
  status: HolderState['status'],
  bucket = bucketName,
  meanwhile: () => void = () => undefined,
) {
  const saved: string[] = [];
  const told: string[] = [];
  await sweepLeftStates(
    {
      putRescuedState: (...[from, cluster, name, bytes]) => {
        saved.push(`${from} ${cluster} ${name} ${Buffer.from(bytes).toString()}`);
        meanwhile();
        return Promise.resolve('0a1b-live-errored.tfstate');
      },
    },
    bucket,
    () => Promise.resolve({ status, evidence: 'it was looked for' }),
    (text) => told.push(text),
  );
  return { saved, told };
}

it('saves what a run that is over has left, once, and tells of it', async () => {
  const { saved, told } = await sweep('over');
  expect(saved).toEqual([`${run} mc01 live/errored.tfstate {"serial":3}`]);
  expect(told[0]).toContain(`pipeline-runs/${run}/rescue/mc01/0a1b-live-errored.tfstate`);
  expect(existsSync(file)).toBe(false);
  expect((await sweep('over')).saved).toEqual([]);
});

it.each(['running', 'unknown'] as const)(
  'leaves the file of a run alone that is %s: it may be written just now',
  async (status) => {
    expect((await sweep(status)).saved).toEqual([]);
    expect(existsSync(file)).toBe(true);
  },
);

it('leaves what belongs to another bucket alone', async () => {
  expect((await sweep('over', 'another')).saved).toEqual([]);
  expect(existsSync(file)).toBe(true);
});

it('is content where another process has taken the file away at the same time', async () => {
  const { saved } = await sweep('over', bucketName, () => rmSync(file));
  expect(saved).toHaveLength(1);
});

(process.getuid?.() === 0 ? it.skip : it)('refuses to go on where a folder cannot be searched', async () => {
  chmodSync(path.dirname(file), 0);
  try {
    await expect(sweep('over')).rejects.toMatchObject({ code: 'RunDirectoryUnusable' });
  } finally {
    chmodSync(path.dirname(file), 0o700);
  }
});
