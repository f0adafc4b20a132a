import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { AccountId, Region, centralStateKey, listRegions } from '@regional-pipeline/platform-model';
import { centralState, type CentralAccount } from '../central-state.js';
import { centralStateBucket, centralStateRegion, type Rehearsal } from '../rehearsal.js';
import { workspace } from '../workspace-paths.js';
import { measure, median, type Run } from './measure.js';

/** `count` accounts over all regions of partition aws, every tenth a regional one, with all fields of the contract. */
function manyAccounts(count: number): CentralAccount[] {
  const regions = listRegions('aws');
  return Array.from({ length: count }, (_, index) => {
    const id = AccountId.parse(String(300_000_000_000 + index));
    return {
      name: `management-${String(index).padStart(6, '0')}`,
      id,
      region: regions[index % regions.length] ?? Region.parse('us-east-1'),
      type: index % 10 === 0 ? 'regional' : 'management',
      arn: `arn:aws:organizations::000000000000:account/o-rehearsal00/${id}`,
      capacity: 40,
    };
  });
}

/**
 * Reading, checking and filtering the central state, as a whole process, beside a bare GetObject of the same bytes.
 *
 * @returns lines of a table
 */
export async function benchStateReading(
  rehearsal: Rehearsal,
  folder: string,
  runs: number,
): Promise<string[]> {
  bundle(folder);
  const environment = { ...rehearsal.environment(), AWS_REGION: centralStateRegion };
  const lines = [];
  for (const count of [1_000, 100_000]) {
    const state = centralState(manyAccounts(count));
    rehearsal.aws.putObject(centralStateBucket, centralStateKey, state);
    const read: Run[] = [];
    const bare: Run[] = [];
    for (let run = 0; run < runs; run++) {
      bare.push(await measure([path.join(folder, 'get-object.mjs')], environment));
      read.push(await measure([path.join(folder, 'read-accounts.mjs')], environment));
    }
    const seconds = (samples: readonly Run[]) => median(samples.map((run) => run.seconds));
    const megabytes = (samples: readonly Run[]) => median(samples.map((run) => run.megabytes ?? Number.NaN));
    lines.push(
      `${String(count).padStart(7)} accounts (${(state.length / 1e6).toFixed(1)} MB)  ` +
        `read, checked, filtered ${seconds(read).toFixed(2)} s ${megabytes(read).toFixed(0)} MB  ` +
        `bare GetObject ${seconds(bare).toFixed(2)} s ${megabytes(bare).toFixed(0)} MB  ` +
        `ratio ${(seconds(read) / seconds(bare)).toFixed(2)}`,
    );
  }
  return lines;
}

function bundle(folder: string): void {
  for (const name of ['get-object', 'read-accounts']) {
    const entry = path.join(workspace, 'tools/rehearsal/src/bench', `${name}.ts`);
    execFileSync(process.execPath, [
      path.join(workspace, 'tools/bundle.mjs'),
      entry,
      path.join(folder, `${name}.mjs`),
    ]);
  }
}
