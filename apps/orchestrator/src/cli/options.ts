import { Argument, InvalidArgumentError, Option, type Command } from 'commander';
import { ClusterName, RunId } from '@regional-pipeline/platform-model';
import { parseDeadline, parseDuration } from '../deadline.js';
import type { Host } from '../command-line.js';
import { usualLimits } from '../run-limits.js';

/** Where the platform repository is checked out. */
export function source(): Option {
  return new Option('--source <dir>', 'checkout of the platform repository').default('.');
}

/** How a command reports. */
export function format(): Option {
  return new Option('--output <format>', 'how to report').choices(['text', 'json']).default('text');
}

/** What every command that works on clusters takes. */
export function addWorkOptions(command: Command, environment: Host['env']): Command {
  return command
    .addOption(source())
    .addOption(
      new Option(
        '--deadline <when>',
        'a moment or a time from now; what does not fit before is not started',
      ).argParser(parseWhen),
    )
    .option(
      '--metrics',
      "write the run's metrics as CloudWatch takes them from a log",
      Boolean(environment['CODEBUILD_BUILD_ID']),
    )
    .addOption(format());
}

/** How many clusters at once. */
export function concurrency(): Option {
  return new Option('--concurrency, --max-concurrency <n>', 'how many clusters at once at most')
    .argParser(parsePositive)
    .default(usualLimits.concurrency);
}

/** A time with a usual value, in milliseconds. */
export function duration(flags: string, description: string, usual: number): Option {
  return new Option(flags, `${description}: 45s, 90m, 2h`)
    .argParser(parseTime)
    .default(usual, describeTime(usual));
}

/** The id of a run, checked. */
export function runArgument(name: string, description: string): Argument {
  return new Argument(name, description).argParser(parseRun);
}

/** Reads the id of a run. */
export function parseRun(value: string): RunId {
  const run = RunId.safeParse(value);
  if (run.success) return run.data;
  throw new InvalidArgumentError('A run is named like 20260131t235959-0a1b; see orchestrator runs.');
}

/** The name of a cluster, checked. */
export function clusterArgument(): Argument {
  return new Argument('<cluster>', 'its name').argParser((value) => {
    const cluster = ClusterName.safeParse(value);
    if (cluster.success) return cluster.data;
    throw new InvalidArgumentError(cluster.error.issues[0]?.message ?? 'It is not the name of a cluster.');
  });
}

/** Collects the values of an option that may be given again and again. */
export function collect(value: string, previous: readonly string[]): string[] {
  return [...previous, value];
}

/** Reads a whole number from 1 to 9999. */
export function parsePositive(value: string): number {
  if (!/^[1-9]\d{0,3}$/.test(value))
    throw new InvalidArgumentError('A whole number from 1 to 9999 is needed.');
  return Number(value);
}

/** Reads a whole number from 0. */
export function parseCount(value: string): number {
  if (!/^\d{1,5}$/.test(value)) throw new InvalidArgumentError('A whole number from 0 is needed.');
  return Number(value);
}

function parseTime(value: string): number {
  const time = parseDuration(value);
  if (time === undefined)
    throw new InvalidArgumentError('A time such as 45s, 90m or 2h is needed, of 24 days at most.');
  return time;
}

function describeTime(milliseconds: number): string {
  if (milliseconds >= 3_600_000) return `${milliseconds / 3_600_000}h`;
  return milliseconds >= 60_000 ? `${milliseconds / 60_000}m` : `${milliseconds / 1000}s`;
}

function parseWhen(value: string): number {
  const moment = parseDeadline(value, Date.now());
  if (moment === undefined)
    throw new InvalidArgumentError(
      'A moment with its zone, 2026-01-31T23:59:59Z, or a time such as 90m is needed, at most 24 days from now.',
    );
  return moment;
}
