import type { Region } from '@regional-pipeline/platform-model';
import type { OutputFormat } from '../reporting/choose-reporter.js';
import type { Output } from '../reporting/reporter.js';
import type { Settings } from '../settings.js';

/** What every command that works on a region has around it. */
export interface CommandContext {
  readonly settings: Settings;
  readonly format: OutputFormat;
  readonly output: Output;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** What a command that needs nothing but the region has around it. */
export interface RegionContext extends Omit<CommandContext, 'settings'> {
  readonly region: Region;
}
