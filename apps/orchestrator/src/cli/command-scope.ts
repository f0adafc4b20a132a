import type { Host } from '../command-line.js';
import type { CommandContext } from '../commands/command-context.js';
import type { OutputFormat } from '../reporting/choose-reporter.js';

/** What the description of a command is given. */
export interface CommandScope {
  readonly host: Host;
  /**
   * What a command that works on a region has around it.
   *
   * @throws PlatformError SettingsInvalid
   */
  readonly context: (format: OutputFormat) => CommandContext;
  /** Takes the exit code of the command that ran. */
  readonly finish: (exitCode: number) => void;
}
