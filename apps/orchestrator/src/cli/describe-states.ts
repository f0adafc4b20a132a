import path from 'node:path';
import { Argument, Option, type Command } from 'commander';
import type { ClusterName } from '@regional-pipeline/platform-model';
import type { OutputFormat } from '../reporting/choose-reporter.js';
import type { CommandScope } from './command-scope.js';
import { clusterArgument, format, parsePositive, source } from './options.js';

interface OutputOption {
  readonly output: OutputFormat;
}

interface RestoreFlags extends OutputOption {
  readonly confirm?: string;
  readonly lineage?: string;
  readonly plan: boolean;
  readonly source: string;
}

const idOf = 'its id, or a beginning of it';

/** The commands about the clusters' Terraform states and their versions. */
export function describeStates(program: Command, { host, context, finish }: CommandScope): void {
  const state = program
    .command('state')
    .description("the clusters' Terraform states: their versions, what differs, and the way back");

  state
    .command('versions')
    .description("the versions of a cluster's state, and which run wrote each")
    .addArgument(clusterArgument())
    .addOption(new Option('--limit <n>', 'how many').argParser(parsePositive).default(20))
    .addOption(format())
    .action(async (cluster: ClusterName, options: OutputOption & { readonly limit: number }) => {
      const settled = context(options.output);
      const { stateVersions } = await import('../commands/state-versions.js');
      finish(await stateVersions({ cluster, limit: options.limit }, settled));
    });

  state
    .command('show')
    .description('what a version of a state tells of: addresses, types and ids, and no values')
    .addArgument(clusterArgument())
    .addArgument(new Argument('[version]', `${idOf}; the newest where it is left out`))
    .addOption(format())
    .action(async (cluster: ClusterName, version: string | undefined, options: OutputOption) => {
      const settled = context(options.output);
      const { stateShow } = await import('../commands/state-show.js');
      finish(await stateShow({ cluster, ...(version === undefined ? {} : { version }) }, settled));
    });

  state
    .command('diff')
    .description('what differs between two versions of a state, by names and without values')
    .addArgument(clusterArgument())
    .addArgument(new Argument('<before>', idOf))
    .addArgument(new Argument('<after>', idOf))
    .addOption(format())
    .action(async (cluster: ClusterName, before: string, after: string, options: OutputOption) => {
      const settled = context(options.output);
      const { stateDiff } = await import('../commands/state-diff.js');
      finish(await stateDiff({ cluster, before, after }, settled));
    });

  state
    .command('verify')
    .description("checks every cluster's state, and names what is wrong with it; touches nothing")
    .addOption(format())
    .action(async (options: OutputOption) => {
      const settled = context(options.output);
      const { stateVerify } = await import('../commands/state-verify.js');
      finish(await stateVerify(settled));
    });

  state
    .command('restore')
    .description(
      "make an earlier version the cluster's state again, then plan, so that the difference is seen",
    )
    .addArgument(clusterArgument())
    .addArgument(new Argument('<version>', idOf))
    .option('--confirm <cluster>', "the cluster's name once more: without it nothing is written")
    .option('--lineage <lineage>', "the lineage to go back to, where the current state's is the wrong one")
    .option('--no-plan', 'without the plan afterwards')
    .addOption(source())
    .addOption(format())
    .action(async (cluster: ClusterName, version: string, options: RestoreFlags) => {
      const settled = context(options.output);
      const { stateRestore } = await import('../commands/state-restore.js');
      const { confirm, lineage, plan } = options;
      finish(
        await stateRestore(
          {
            cluster,
            version,
            confirm: confirm ?? null,
            ...(lineage === undefined ? {} : { lineage }),
            plan,
            source: path.resolve(options.source),
            program: host.argv[1] ?? '',
          },
          settled,
        ),
      );
    });
}
