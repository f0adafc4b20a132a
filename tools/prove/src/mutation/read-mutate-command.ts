import { isPlatformError, PlatformError, Region } from '@regional-pipeline/platform-model';
import { mutatedPolicies, type MutatedPolicy } from '@regional-pipeline/security-model';
import { Command, CommanderError } from 'commander';
import { proveErrors } from '../errors.js';

/** Which mutants are to be judged. */
export type MutateCommand =
  | { readonly kind: 'help'; readonly text: string }
  | {
      readonly kind: 'mutate';
      readonly region: Region;
      readonly policies: readonly MutatedPolicy[];
      readonly json: boolean;
    };

interface Flags {
  readonly region: string;
  readonly only?: readonly string[];
  readonly json?: true;
}

/**
 * Reads the command line.
 *
 * @throws ProveUsageWrong
 */
export function readMutateCommand(args: readonly string[]): MutateCommand {
  const lines: string[] = [];
  const command = new Command('mutate')
    .description(
      'Changes each policy of a region in every condition, resource, action, effect and principal, one at a time, ' +
        'and says which statement refuses the change.',
    )
    .option('--region <region>', 'the region', 'eu-west-1')
    .option('--only <policies...>', `some policies: ${mutatedPolicies.map((name) => `'${name}'`).join(' ')}`)
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
  const { region, only, json } = command.opts<Flags>();
  const parsed = Region.safeParse(region);
  if (!parsed.success) throw wrong(`${JSON.stringify(region)} is not a region of the three partitions`);
  return {
    kind: 'mutate',
    region: parsed.data,
    policies: only?.map(policyOf) ?? mutatedPolicies,
    json: json === true,
  };
}

function policyOf(name: string): MutatedPolicy {
  const policy = mutatedPolicies.find((one) => one === name);
  if (!policy) {
    throw wrong(`${JSON.stringify(name)} is no policy of a pipeline; they are ${mutatedPolicies.join(', ')}`);
  }
  return policy;
}

function wrong(message: string): PlatformError {
  return new PlatformError(proveErrors.ProveUsageWrong, {
    message: `${message}.`,
    remedy: 'See `npm run mutate -- --help`.',
  });
}
