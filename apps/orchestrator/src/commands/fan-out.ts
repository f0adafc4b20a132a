import { randomInt } from 'node:crypto';
import { journalErrors, startRun } from '@regional-pipeline/fleet';
import { PlatformError, fanOutListKey, formatRunId } from '@regional-pipeline/platform-model';
import { thisHolder } from '@regional-pipeline/run-holder';
import { openStateBucket } from '@regional-pipeline/state-bucket';
import { orchestratorErrors } from '../errors.js';
import { journalPorts } from '../journal-ports.js';
import { readRunInputs } from '../read-selection.js';
import { usualLimits } from '../run-limits.js';
import { settledResults } from '../settled-results.js';
import type { CommandContext } from './command-context.js';

/** What `fan-out` is told on the command line. */
export interface FanOutOptions {
  readonly source: string;
  /** The bucket that the list is written to, under `fan-out/`: not the one of the states. */
  readonly listBucket: string;
}

/**
 * Opens a run whose clusters have builds of their own, and writes the list that those are started from:
 * `[{ "cluster": "mc01" }]`. What is skipped or rejected is in the run's record, as in any run. Its output is the run's
 * id alone, for the build to hand on.
 *
 * @throws PlatformError WavesNotFannedOut, and where an input cannot be read or something not be written; nothing is
 *   started then
 */
export async function fanOut(
  { source, listBucket }: FanOutOptions,
  context: CommandContext,
): Promise<number> {
  const { settings, environment, output } = context;
  const { region } = settings;
  const states = openStateBucket({ bucket: settings.managementStateBucket, region });
  const lists = openStateBucket({ bucket: listBucket, region });
  try {
    const { selection, fingerprints } = await readRunInputs(settings, source, environment);
    const { selected, ...rest } = selection;
    requireOneWave(selected);
    const run = formatRunId(new Date(), randomInt(0x10000));
    // Before the run: a list without a run starts nothing, and a run without a list would never end.
    const list = JSON.stringify(selected.map(({ name }) => ({ cluster: name })));
    if ((await lists.create(fanOutListKey(run), `${list}\n`)) === undefined) {
      throw new PlatformError(journalErrors.RunIdTaken, {
        message: `run ${run} was not started: ${listBucket} has a list of this id already.`,
        context: { run },
      });
    }
    await startRun(journalPorts(states, settings, environment), {
      run,
      region,
      holder: await thisHolder(environment),
      inputs: fingerprints,
      asked: { clusters: [], limits: { ...usualLimits } },
      clusters: selected.map(({ name, account, wave }) => ({ name, accountId: account.id, wave })),
      settled: settledResults(rest).map((result) => ({
        ...result,
        outcome: result.outcome as 'skipped' | 'failed',
      })),
      fannedOut: true,
    });
    output.write(`${run}\n`);
    return 0;
  } finally {
    states.close();
    lists.close();
  }
}

/** A map starts its items in no order, and nothing looks at a wave before the next one. */
function requireOneWave(selected: readonly { readonly wave: number }[]): void {
  const waves = [...new Set(selected.map(({ wave }) => wave))].sort((a, b) => a - b);
  if (waves.length < 2) return;
  throw new PlatformError(orchestratorErrors.WavesNotFannedOut, {
    message: `the clusters are in the waves ${waves.join(', ')}, and builds of single clusters would start all of them at once.`,
    context: { waves },
  });
}
