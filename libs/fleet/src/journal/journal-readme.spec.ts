import { readFileSync } from 'node:fs';
import path from 'node:path';
import { journalErrors, memoryRecordStore, readRun } from '../index.js';
import { deployWithJournal } from '../testing/journal-example.js';
import { deployed, failed, mc2, run1, runRequest } from '../testing/journal-fixtures.js';

const read = (file: string) => readFileSync(path.join(__dirname, '..', file), 'utf8');

describe("the README's part on the journal", () => {
  it('shows the example that is run here', async () => {
    const example = read('testing/journal-example.ts').replace('../index.js', '@regional-pipeline/fleet');
    expect(read('../README.md')).toContain('```ts\n' + example + '```');

    const ports = {
      store: memoryRecordStore(),
      now: () => new Date(Date.UTC(2026, 0, 31)),
      holderState: () => Promise.resolve({ status: 'running', evidence: 'it runs' } as const),
    };
    await deployWithJournal(ports, runRequest(), (cluster) =>
      Promise.resolve(cluster.name === mc2 ? failed : deployed),
    );
    const { state, clusters } = await readRun(ports, run1);
    expect([state.status, ...clusters.map((cluster) => cluster.state)]).toEqual([
      'ended',
      'deployed',
      'failed',
    ]);
  });

  it('has every error', () => {
    const codes = Object.keys(journalErrors);
    expect(codes.filter((code) => !read('../README.md').includes(`| \`${code}\``))).toEqual([]);
  });
});
