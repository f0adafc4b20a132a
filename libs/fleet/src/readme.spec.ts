import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Region } from '@regional-pipeline/platform-model';
import type { FleetEvent } from './index.js';
import { deployFleet } from './testing/readme-example.js';
import { job } from './testing/rehearse.js';

describe('the example of the README', () => {
  it('stands there as it is here', () => {
    const read = (file: string) => readFileSync(path.join(__dirname, file), 'utf8');
    const example = read('testing/readme-example.ts').replaceAll('../index.js', '@regional-pipeline/fleet');
    expect(read('../README.md')).toContain('```ts\n' + example + '```');
  });

  it('deploys a fleet', async () => {
    const told: FleetEvent[] = [];
    const missing = await deployFleet(
      Region.parse('us-east-1'),
      [job('mc01'), job('mc02', { expectedMs: 1000 })],
      () => Promise.resolve({ outcome: 'deployed' }),
      (event) => void told.push(event),
    );
    expect(missing).toBe(0);
    expect(told.map(({ type }) => type)).toEqual([
      'run-started',
      'wave-started',
      'cluster-started',
      'cluster-started',
      'cluster-finished',
      'cluster-finished',
      'run-finished',
      'summary',
    ]);
  });
});
