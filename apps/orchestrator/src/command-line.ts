import path from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { PlatformError, exitCodeByPhase, isPlatformError } from '@regional-pipeline/platform-model';
import type { CommandContext } from './commands/command-context.js';
import { orchestratorErrors } from './errors.js';
import { formatFailureJson, formatFailureText } from './reporting/failure-text.js';
import { paintFor } from './reporting/palette.js';
import type { OutputFormat } from './reporting/choose-reporter.js';
import type { Output } from './reporting/reporter.js';
import { readSettings } from './settings.js';
import { version } from './version.js';

/** What the command line runs in. */
export interface Host {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
}

/**
 * Runs one command and says how it ended, as an exit code. It never throws: what goes wrong is written for people
 * on standard error and, with `--output json`, for programs on standard output.
 */
export async function run(args: readonly string[], host: Host): Promise<number> {
  let exitCode = 0;
  const program = describeCommands(host, (code) => (exitCode = code));
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (thrown) {
    if (thrown instanceof CommanderError && thrown.exitCode === 0) return 0;
    return reportFailure(asPlatformError(thrown), args, host);
  }
}

function describeCommands(host: Host, finish: (exitCode: number) => void): Command {
  const context = (format: OutputFormat): CommandContext => ({
    settings: readSettings(host.env),
    format,
    output: host.stdout,
    environment: host.env,
  });
  const source = () => new Option('--source <dir>', 'checkout of the platform repository').default('.');
  const format = () =>
    new Option('--output <format>', 'how to report').choices(['text', 'json']).default('text');

  const program = new Command('orchestrator')
    .description("Deploys the management clusters of this build's region, and says how each ended.")
    .version(version, '-V, --version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void host.stdout.write(text),
      writeErr: () => undefined,
    })
    .addHelpText('after', helpAfter);

  // Commands are loaded when they are called: `credential-process` must answer terraform at once.
  program
    .command('plan')
    .description('what a deploy would do, and what it would skip and why; touches nothing')
    .addOption(source())
    .addOption(format())
    .action(async (options: { source: string; output: OutputFormat }) => {
      const { plan } = await import('./commands/plan.js');
      finish(await plan({ source: path.resolve(options.source) }, context(options.output)));
    });

  program
    .command('deploy')
    .description('deploy the clusters; one that fails does not stop the others')
    .addOption(source())
    .option('--cluster <name>', 'only this cluster; repeatable', collect, [])
    .option('--concurrency <n>', 'how many clusters at once', parseConcurrency, 4)
    .addOption(format())
    .action(
      async (options: { source: string; cluster: string[]; concurrency: number; output: OutputFormat }) => {
        const settled = context(options.output);
        const { deploy } = await import('./commands/deploy.js');
        finish(
          await deploy(
            {
              source: path.resolve(options.source),
              clusters: options.cluster,
              concurrency: options.concurrency,
              program: host.argv[1] ?? '',
            },
            settled,
          ),
        );
      },
    );

  program
    .command('credential-process')
    .description("answers an AWS SDK of a cluster's make target; called by the config file of a run")
    .requiredOption('--socket <path>', 'the running orchestrator')
    .addOption(
      new Option('--profile <name>', 'whose credentials')
        .choices(['regional', 'management'])
        .makeOptionMandatory(),
    )
    .action(async (options: { socket: string; profile: 'regional' | 'management' }) => {
      const { credentialProcess } = await import('./commands/credential-process.js');
      finish(await credentialProcess(options, host.stdout));
    });

  return program;
}

const helpAfter = `
Environment (none has a default):
  AWS_REGION               the region whose clusters are deployed
  MANAGEMENT_STATE_BUCKET  the bucket with the clusters' states
  CENTRAL_STATE_BUCKET     Central's bucket, whose state names the accounts

Exit codes:
  0 all is as asked, also when there is nothing to do     1 a cluster failed
  2 wrong usage or configuration                          3 an input could not be read
  130 stopped on request, what ran was let finish`;

function collect(value: string, previous: readonly string[]): string[] {
  return [...previous, value];
}

function parseConcurrency(value: string): number {
  if (!/^[1-9]\d{0,3}$/.test(value))
    throw new InvalidArgumentError('A whole number from 1 to 9999 is needed.');
  return Number(value);
}

function asPlatformError(thrown: unknown): PlatformError {
  if (isPlatformError(thrown)) return thrown;
  if (thrown instanceof CommanderError) {
    if (thrown.code === 'commander.help') return usageInvalid('no command is given.');
    return usageInvalid(thrown.message.replace(/^error: /, '').replace(/\.?$/, '.'));
  }
  const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return new PlatformError(orchestratorErrors.Defect, {
    message: `${message} (version ${version}).`,
    cause: thrown,
  });
}

function usageInvalid(message: string): PlatformError {
  return new PlatformError(orchestratorErrors.UsageInvalid, { message });
}

function reportFailure(error: PlatformError, args: readonly string[], host: Host): number {
  const json = args.some(
    (argument, index) =>
      argument === '--output=json' || (argument === '--output' && args[index + 1] === 'json'),
  );
  if (json) host.stdout.write(formatFailureJson(error));
  host.stderr.write(formatFailureText(error, paintFor(host.stderr, host.env)));
  return exitCodeByPhase[error.kind.phase];
}
