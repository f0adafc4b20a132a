import { isPlatformError, listRegions, PlatformError, Region } from '@regional-pipeline/platform-model';
import { selectStatements } from '@regional-pipeline/security-model';
import { Command, CommanderError } from 'commander';
import { proveErrors } from './errors.js';

/** What is to be proved. */
export type ProveCommand =
  | { readonly kind: 'help'; readonly text: string }
  | {
      readonly kind: 'regions';
      readonly regions: readonly Region[];
      readonly only?: readonly string[];
      readonly json: boolean;
    }
  | { readonly kind: 'explain'; readonly region: Region; readonly statement: string; readonly json: boolean }
  | {
      readonly kind: 'policy';
      readonly file: string;
      readonly forbid: readonly string[];
      readonly json: boolean;
    };

interface Flags {
  readonly region?: string;
  readonly allRegions?: true;
  readonly only?: readonly string[];
  readonly explain?: string;
  readonly policy?: string;
  readonly forbid?: readonly string[];
  readonly json?: true;
}

/** The region whose proofs are shown where none is asked for; nothing is deployed by them. */
const exampleRegion = 'us-east-1';

/**
 * Reads the command line.
 *
 * @throws ProveUsageWrong; StatementUnknown
 */
export function readCommand(args: readonly string[]): ProveCommand {
  const lines: string[] = [];
  const command = new Command('prove')
    .description(
      'Proves the security model on the templates of a region, or of a policy what it must not allow.',
    )
    .option('--region <region>', `the region, ${exampleRegion} where none is given`)
    .option('--all-regions', 'every region of the three partitions, and every pair of them')
    .option('--only <ids...>', 'some statements: SM-11 SM-12')
    .option('--explain <id>', 'one statement: what is asked of which policies, and the answer')
    .option('--policy <file>', "an identity policy of one's own, as JSON")
    .option('--forbid <actions...>', "the actions that it must allow none of: 'iam:*'")
    .option('--json', 'the result for programs')
    .exitOverride()
    .configureOutput({ writeOut: (text) => lines.push(text), writeErr: (text) => lines.push(text) });
  try {
    command.parse([...args], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.code === 'commander.helpDisplayed') {
      return { kind: 'help', text: lines.join('') };
    }
    if (isPlatformError(error) || !(error instanceof CommanderError)) throw error;
    throw wrong(error.message.replace(/^error: /, ''));
  }
  return commandOf(command.opts());
}

function commandOf(flags: Flags): ProveCommand {
  const json = flags.json === true;
  if ((flags.policy === undefined) !== (flags.forbid === undefined))
    throw wrong('--policy and --forbid go together');
  if (flags.policy !== undefined && flags.forbid !== undefined) {
    const [other] = (['region', 'allRegions', 'only', 'explain'] as const).filter(
      (flag) => flags[flag] !== undefined,
    );
    if (other !== undefined) throw wrong(`--policy does not go with ${flagOf(other)}`);
    const forbid = flags.forbid.flatMap((patterns) => patterns.split(','));
    const [bad] = forbid.filter((pattern) => !/^(\*|[a-z0-9-]+:[A-Za-z0-9*?]+)$/.test(pattern));
    if (bad !== undefined) throw wrong(`${JSON.stringify(bad)} is no action such as iam:PassRole or iam:*`);
    return { kind: 'policy', file: flags.policy, forbid, json };
  }
  if (flags.region !== undefined && flags.allRegions) throw wrong('--region does not go with --all-regions');
  const region = regionOf(flags.region ?? exampleRegion);
  if (flags.explain !== undefined) {
    if (flags.allRegions || flags.only) throw wrong('--explain is about one statement of one region');
    const statement = flags.explain.toUpperCase();
    selectStatements([statement]);
    return { kind: 'explain', region, statement, json };
  }
  const only = flags.only?.flatMap((ids) => ids.split(',')).map((id) => id.toUpperCase());
  selectStatements(only);
  const regions = flags.allRegions ? listRegions() : [region];
  return { kind: 'regions', regions, json, ...(only && { only }) };
}

function regionOf(value: string): Region {
  const parsed = Region.safeParse(value);
  if (!parsed.success) throw wrong(`${JSON.stringify(value)} is not a region of the three partitions`);
  return parsed.data;
}

function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function wrong(message: string): PlatformError {
  return new PlatformError(proveErrors.ProveUsageWrong, { message: `${message}.` });
}
