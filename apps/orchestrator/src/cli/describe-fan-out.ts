import path from 'node:path';
import { PlatformError, ClusterName, type RunId } from '@regional-pipeline/platform-model';
import type { Command } from 'commander';
import { orchestratorErrors } from '../errors.js';
import type { OutputFormat } from '../reporting/choose-reporter.js';
import type { CommandScope } from './command-scope.js';
import { format, runArgument, source } from './options.js';

/** The commands around builds of single clusters: `fan-out` before them, and `conclude` after them. */
export function describeFanOut(program: Command, { context, finish }: CommandScope): void {
  program
    .command('fan-out')
    .description(
      'open a run whose clusters have builds of their own, and write the list that those start from',
    )
    .addOption(source())
    .requiredOption('--list-bucket <name>', 'the bucket for the list')
    .action(async (options: { readonly source: string; readonly listBucket: string }) => {
      const settled = context('text');
      const { fanOut } = await import('../commands/fan-out.js');
      const { listBucket } = options;
      finish(await fanOut({ source: path.resolve(options.source), listBucket }, settled));
    });

  program
    .command('conclude')
    .description('end a run whose clusters had builds of their own, and show what came of it')
    .addArgument(runArgument('<run>', 'its id'))
    .addOption(format())
    .action(async (run: RunId, options: { readonly output: OutputFormat }) => {
      const settled = context(options.output);
      const { conclude } = await import('../commands/conclude.js');
      finish(await conclude({ run }, settled));
    });
}

/**
 * The one cluster of `deploy --run`.
 *
 * @throws PlatformError UsageInvalid where none, several, or something that is no name is given
 */
export function onlyCluster(run: RunId, names: readonly string[]): ClusterName {
  const [name, ...others] = names;
  const cluster = ClusterName.safeParse(name);
  if (cluster.success && others.length === 0) return cluster.data;
  throw new PlatformError(orchestratorErrors.UsageInvalid, {
    message: `deploy --run ${run} takes one --cluster, and was given ${names.length === 0 ? 'none' : names.join(', ')}.`,
  });
}
