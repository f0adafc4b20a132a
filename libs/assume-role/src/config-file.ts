import { PlatformError } from '@regional-pipeline/platform-model';
import { assumeRoleErrors } from './errors.js';

/** One profile of an AWS configuration file: setting → value. */
export type ProfileSettings = Readonly<Record<string, string>>;

/**
 * Renders an AWS configuration file. A value can never become a second line or another profile.
 *
 * @throws PlatformError `ProfileValueInvalid` for a value with a control character
 */
export function renderConfigFile(profiles: Readonly<Record<string, ProfileSettings>>): string {
  return Object.entries(profiles)
    .map(([profile, settings]) => {
      const lines = Object.entries(settings).map(([name, value]) => `${name} = ${singleLine(name, value)}`);
      // The format's one exception: the profile of whoever names none has no `profile` in its heading.
      const heading = profile === 'default' ? '[default]' : `[profile ${profile}]`;
      return [heading, ...lines, ''].join('\n');
    })
    .join('\n');
}

/**
 * Quotes a command for `credential_process`, which the SDKs give to `sh -c` (Go, JavaScript) or split like a shell
 * does (Python). A `#` or `;` after a blank begins a comment in the file even inside quotes, so the quotes are
 * closed and opened again before it.
 */
export function quoteCommand(words: readonly string[]): string {
  return words.map((word) => (/^[\w@%+:,./=-]+$/.test(word) ? word : quote(word))).join(' ');
}

function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`).replace(/(?<=\s)[#;]/g, `''$&`)}'`;
}

function singleLine(name: string, value: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for
  if (!/[\u0000-\u001f\u007f]/.test(value)) return value;
  throw new PlatformError(assumeRoleErrors.ProfileValueInvalid, {
    message: `${name} = ${JSON.stringify(value)} cannot stand in an AWS configuration file: it has a control character.`,
    context: { name, value },
  });
}
