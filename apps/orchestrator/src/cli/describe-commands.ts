import path from 'node:path';
import { Command, Option } from 'commander';
import type { Host } from '../command-line.js';
import type { CommandContext } from '../commands/command-context.js';
import type { OutputFormat } from '../reporting/choose-reporter.js';
import { readSettings } from '../settings.js';
import { version } from '../version.js';
import { describeDeployment } from './describe-deployment.js';
import { describeFanOut } from './describe-fan-out.js';
import { describeRecords } from './describe-records.js';
import { describeRuns } from './describe-runs.js';
import { describeStates } from './describe-states.js';
import { format, source } from './options.js';

interface SourceOptions {
  readonly source: string;
  readonly output: OutputFormat;
}

/**
 * Describes every command. Commands are loaded when they are called: `credential-process` must answer terraform at
 * once, and `guard` must stay small.
 *
 * @param finish takes the exit code of the command that ran
 */
export function describeCommands(host: Host, finish: (exitCode: number) => void): Command {
  const context = (format: OutputFormat): CommandContext => ({
    settings: readSettings(host.env),
    format,
    output: host.stdout,
    environment: host.env,
  });
  const program = new Command('orchestrator')
    .description("Deploys the management clusters of this build's region, and says how each ended.")
    .version(version, '-V, --version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void host.stdout.write(text),
      writeErr: () => undefined,
    })
    .addHelpText('after', helpAfter);

  program
    .command('plan')
    .description('what a deploy would do, and what it would skip and why; touches nothing')
    .addOption(source())
    .addOption(format())
    .action(async (options: SourceOptions) => {
      const { plan } = await import('../commands/plan.js');
      finish(await plan({ source: path.resolve(options.source) }, context(options.output)));
    });

  program
    .command('doctor')
    .description('looks at everything that a run needs, and says what would stop it; touches nothing')
    .addOption(source())
    .addOption(format())
    .action(async (options: SourceOptions) => {
      const settled = context(options.output);
      const { doctor } = await import('../commands/doctor.js');
      finish(await doctor({ source: path.resolve(options.source) }, settled));
    });

  const scope = { host, context, finish };
  describeRuns(program, scope);
  describeFanOut(program, scope);
  describeRecords(program, scope);
  describeStates(program, scope);
  describeDeployment(program, scope);

  program
    .command('credential-process', { hidden: true })
    .description("answers an AWS SDK of a cluster's make target; called by the config file of a run")
    .requiredOption('--socket <path>', 'the running orchestrator')
    .addOption(
      new Option('--profile <name>', 'whose credentials')
        .choices(['regional', 'management'])
        .makeOptionMandatory(),
    )
    .action(async (options: { socket: string; profile: 'regional' | 'management' }) => {
      const { credentialProcess } = await import('../commands/credential-process.js');
      finish(await credentialProcess(options, host.stdout));
    });

  program
    .command('guard', { hidden: true })
    .description('stops what a run left working when its process died; started by the run')
    .action(async () => {
      const { guard } = await import('../commands/guard.js');
      finish(await guard());
    });

  return program;
}

const helpAfter = `
Environment (none of the first three has a default):
  AWS_REGION               the region whose clusters are deployed
  MANAGEMENT_STATE_BUCKET  the bucket with the clusters' states and the records of runs
  CENTRAL_STATE_BUCKET     Central's bucket, whose state names the accounts
  BUILD_TIMEOUT_MINUTES    with CodeBuild's own CODEBUILD_START_TIME, the deadline where none is given

Exit codes:
  0 all is as asked, also when there is nothing to do     1 a cluster failed or was not started
  2 wrong usage or configuration                          3 an input could not be read, or a check failed
  130 stopped on request, what ran was let finish`;
