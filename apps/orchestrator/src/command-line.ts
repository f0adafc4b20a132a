import { CommanderError } from 'commander';
import { PlatformError, exitCodeByPhase, isPlatformError } from '@regional-pipeline/platform-model';
import { describeCommands } from './cli/describe-commands.js';
import { orchestratorErrors } from './errors.js';
import { formatFailureJson, formatFailureText } from './reporting/failure-text.js';
import { writeText } from './reporting/fold-lines.js';
import { paintFor } from './reporting/palette.js';
import type { Output } from './reporting/reporter.js';
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
  writeText(host.stderr, formatFailureText(error, paintFor(host.stderr, host.env)));
  return exitCodeByPhase[error.kind.phase];
}
