import path from 'node:path';
import { Option, type Command } from 'commander';
import type { RunId } from '@regional-pipeline/platform-model';
import { buildDeadline } from '../deadline.js';
import type { OutputFormat } from '../reporting/choose-reporter.js';
import { usualLimits, type RunLimits } from '../run-limits.js';
import { onlyCluster } from './describe-fan-out.js';
import type { CommandScope } from './command-scope.js';
import {
  addWorkOptions,
  collect,
  concurrency,
  duration,
  parseCount,
  parseRun,
  runArgument,
} from './options.js';

interface WorkOptions {
  readonly source: string;
  readonly output: OutputFormat;
  readonly deadline?: number;
  readonly metrics: boolean;
}

interface LimitOptions {
  readonly maxConcurrency: number;
  readonly maxFailures?: number;
  readonly bake: number;
  readonly waveCheck?: string;
  readonly clusterTimeout: number;
  readonly retryBudget: number;
  readonly assumedDuration: number;
}

/** The commands that work on clusters: `deploy` and `resume`. */
export function describeRuns(program: Command, { host, context, finish }: CommandScope): void {
  const work = (options: WorkOptions) => {
    const deadline = options.deadline ?? buildDeadline(host.env);
    return {
      source: path.resolve(options.source),
      metrics: options.metrics,
      program: host.argv[1] ?? '',
      ...(deadline === undefined ? {} : { deadline }),
    };
  };

  addWorkOptions(
    program
      .command('deploy')
      .description('deploy the clusters; one that fails does not stop the others')
      .option('--cluster <name>', 'only this cluster; repeatable', collect, [])
      .addOption(
        new Option('--run <run>', 'the one cluster as part of a run that fan-out has opened').argParser(
          parseRun,
        ),
      ),
    host.env,
  )
    .addOption(concurrency())
    .addOption(
      new Option('--max-failures <n>', 'start nothing more after more failures').argParser(parseCount),
    )
    .addOption(duration('--bake <time>', 'leave a deployed wave alone so long', usualLimits.bakeMs))
    .option('--wave-check <command>', 'asked after each wave, with its number in WAVE; exit code 0 goes on')
    .addOption(
      duration('--cluster-timeout <time>', 'how long one make target may take', usualLimits.clusterTimeoutMs),
    )
    .addOption(
      duration('--retry-budget <time>', 'how long a cluster is tried again', usualLimits.retryBudgetMs),
    )
    .addOption(
      duration(
        '--assumed-duration <time>',
        'what a cluster takes that was never deployed',
        usualLimits.assumedMs,
      ),
    )
    .action(
      async (options: WorkOptions & LimitOptions & { readonly cluster: string[]; readonly run?: RunId }) => {
        const settled = context(options.output);
        const { run } = options;
        if (run !== undefined) {
          const cluster = onlyCluster(run, options.cluster);
          const { deployInRun } = await import('../commands/deploy-in-run.js');
          finish(await deployInRun({ ...work(options), run, cluster, limits: limitsOf(options) }, settled));
          return;
        }
        const { deploy } = await import('../commands/deploy.js');
        const limits = limitsOf(options);
        finish(await deploy({ ...work(options), clusters: options.cluster, limits }, settled));
      },
    );

  addWorkOptions(
    program
      .command('resume')
      .description('go on with a run whose process is over: what failed, was interrupted or never started')
      .addArgument(runArgument('[run]', 'the newest one where it is left out')),
    host.env,
  )
    .option(
      '--accept-changed-inputs',
      'go on from what is there now, though it is not what the run began with',
    )
    .option(
      '--holder-is-over <n>',
      'a person has made sure that the n-th process of the run is over',
      parseCount,
    )
    .action(
      async (
        run: RunId | undefined,
        options: WorkOptions & { readonly acceptChangedInputs?: true; readonly holderIsOver?: number },
      ) => {
        const settled = context(options.output);
        const { resume } = await import('../commands/resume.js');
        finish(
          await resume(
            {
              ...work(options),
              ...(run === undefined ? {} : { run }),
              acceptChangedInputs: options.acceptChangedInputs ?? false,
              holderIsOver: options.holderIsOver ?? null,
            },
            settled,
          ),
        );
      },
    );
}

function limitsOf(options: LimitOptions): RunLimits {
  return {
    concurrency: options.maxConcurrency,
    maxFailures: options.maxFailures ?? null,
    bakeMs: options.bake,
    waveCheck: options.waveCheck ?? null,
    clusterTimeoutMs: options.clusterTimeout,
    retryBudgetMs: options.retryBudget,
    assumedMs: options.assumedDuration,
  };
}
