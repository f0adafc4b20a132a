import { Option, type Command } from 'commander';
import type { ClusterName, RunId } from '@regional-pipeline/platform-model';
import type { OutputFormat } from '../reporting/choose-reporter.js';
import type { CommandScope } from './command-scope.js';
import { clusterArgument, format, parsePositive, runArgument } from './options.js';

/** The commands about what is recorded: runs, locks, and states that were rescued. */
export function describeRecords(program: Command, scope: CommandScope): void {
  const { context, finish } = scope;
  program
    .command('runs')
    .description('the newest runs, and how they stand')
    .addOption(new Option('--limit <n>', 'how many').argParser(parsePositive).default(20))
    .addOption(format())
    .action(async (options: { readonly limit: number; readonly output: OutputFormat }) => {
      const settled = context(options.output);
      const { runs } = await import('../commands/runs.js');
      finish(await runs(options, settled));
    });

  program
    .command('show')
    .description('all that is known of a run: who held it, from which inputs, how each cluster stands')
    .addArgument(runArgument('<run>', 'its id'))
    .addOption(format())
    .action(async (run: RunId, options: { readonly output: OutputFormat }) => {
      const settled = context(options.output);
      const { show } = await import('../commands/show.js');
      finish(await show({ run }, settled));
    });

  program
    .command('locks')
    .description('the locks of all states, who made them, and whether that one is provably over')
    .addOption(format())
    .action(async (options: { readonly output: OutputFormat }) => {
      const settled = context(options.output);
      const { locks } = await import('../commands/locks.js');
      finish(await locks(settled));
    });

  program
    .command('unlock')
    .description('remove the lock of a state whose maker is provably over')
    .addArgument(clusterArgument())
    .addOption(format())
    .action(async (cluster: ClusterName, options: { readonly output: OutputFormat }) => {
      const settled = context(options.output);
      const { unlock } = await import('../commands/unlock.js');
      finish(await unlock({ cluster }, settled));
    });

  describeRescue(program, scope);
}

function describeRescue(program: Command, { context, finish }: CommandScope): void {
  const rescue = program
    .command('rescue')
    .description('states that did not reach the backend: a cluster is blocked until a person has decided');
  rescue
    .command('list')
    .description('why a cluster is blocked, and which states of it were saved')
    .addArgument(clusterArgument())
    .addOption(format())
    .action(async (cluster: ClusterName, options: { readonly output: OutputFormat }) => {
      const settled = context(options.output);
      const { rescueList } = await import('../commands/rescue.js');
      finish(await rescueList({ cluster }, settled));
    });
  rescue
    .command('push')
    .description("make the rescued state the cluster's, where lineage and serial fit, and free the cluster")
    .addArgument(clusterArgument())
    .option('--state <name>', 'which one, where there are several')
    .addOption(format())
    .action(
      async (cluster: ClusterName, options: { readonly state?: string; readonly output: OutputFormat }) => {
        const settled = context(options.output);
        const { rescuePush } = await import('../commands/rescue.js');
        const named = options.state === undefined ? {} : { name: options.state };
        finish(await rescuePush({ cluster, ...named }, settled));
      },
    );
  rescue
    .command('discard')
    .description('free the cluster without the rescued states, which stay where they are')
    .addArgument(clusterArgument())
    .addOption(format())
    .action(async (cluster: ClusterName, options: { readonly output: OutputFormat }) => {
      const settled = context(options.output);
      const { rescueDiscard } = await import('../commands/rescue.js');
      finish(await rescueDiscard({ cluster }, settled));
    });
}
