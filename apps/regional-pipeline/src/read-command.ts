import { nearestName } from '@regional-pipeline/platform-model';
import { Command } from 'commander';
import { checkInputs, invalidInputs, type GivenValue } from './check-inputs.js';
import {
  inputDefinitions,
  inputKeys,
  spellingsOf,
  type RegionalPipelineInputs,
} from './input-definitions.js';
import { readRegionFile } from './region-file.js';

/**
 * Where inputs come from. A flag wins over the context, the context over the environment. A region's file, which the
 * flag `--region-file` names, has all of them, and goes with none of the three.
 */
export interface InputSources {
  readonly arguments: readonly string[];
  readonly context: Readonly<Record<string, unknown>>;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** What the command is to do. */
export interface SynthCommand {
  readonly inputs: RegionalPipelineInputs;
  /** The folder that the templates go to, as it was given. */
  readonly out: string;
  /** Whether the CDK's own validation runs, and its findings fail the command. */
  readonly validate: boolean;
}

const variablePrefix = 'REGIONAL_PIPELINE_';
const names = inputKeys.map((key) => inputDefinitions[key].name);

/**
 * Reads the command line, the CDK context and the environment.
 *
 * @throws InvalidInputs with everything that is wrong, unknown names included: a misspelt optional input would
 *   otherwise be a default that nobody asked for; InvalidRegionFile
 */
export function readCommand(sources: InputSources): SynthCommand {
  const problems: string[] = [];
  const flags = readFlags(sources.arguments, problems);
  const { context, environment } = sources;
  problems.push(...unknownContextKeys(context), ...unknownVariables(environment));

  const given: Partial<Record<keyof RegionalPipelineInputs, GivenValue>> = {};
  for (const key of inputKeys) {
    const { name, takes } = inputDefinitions[key];
    const { flag, variable } = spellingsOf(name);
    const values = flags.get(flag);
    if (values) {
      if (takes !== 'list' && values.length > 1) {
        problems.push(`${flag} is given ${values.length} times, and takes one value.`);
      }
      given[key] = { value: takes === 'list' ? values : values[0], from: flag };
    } else if (context[name] !== undefined) {
      given[key] = { value: context[name], from: `the context key ${name}` };
    } else if (environment[variable] !== undefined) {
      given[key] = { value: environment[variable], from: variable };
    }
  }

  const underCdk = environment['CDK_OUTDIR'];
  const out = flags.get('--out')?.at(-1) ?? underCdk;
  if (out === undefined) problems.push('--out is missing: the folder that the templates are written to.');
  if (flags.has('--validate') && environment['CDK_VALIDATION'] === 'false') {
    problems.push('--validate is given, and CDK_VALIDATION=false switches the validation off: unset it.');
  }
  const file = flags.get('--region-file')?.at(-1);
  const inputs = file === undefined ? checkInputs(given, problems) : readFileAlone(file, given, problems);
  return { inputs, out: out ?? '', validate: flags.has('--validate') || underCdk !== undefined };
}

/** The inputs of a region's file. Others beside it would make templates that the file does not tell of. */
function readFileAlone(
  file: string,
  given: Readonly<Record<string, GivenValue>>,
  otherProblems: readonly string[],
): RegionalPipelineInputs {
  const beside = Object.values(given).map(
    ({ from }) => `${from} is given beside --region-file: put it into ${file}, or leave it out.`,
  );
  const problems = [...otherProblems, ...beside];
  if (problems.length > 0) throw invalidInputs(problems);
  return readRegionFile(file);
}

/** Every flag that was given, with its values; what is not a flag of ours becomes a problem. */
function readFlags(given: readonly string[], problems: string[]): ReadonlyMap<string, string[]> {
  const flags = new Map<string, string[]>();
  const command = new Command('synth')
    .description("Writes the templates of a regional pipeline and of its management accounts' deploy roles.")
    .allowUnknownOption()
    .allowExcessArguments();
  const collect = (flag: string, description: string) => {
    command.option(`${flag} [value]`, description);
    command.on(`option:${flag.slice(2)}`, (value: string | null) => {
      // An empty folder name would be the current folder: say so instead.
      if (value === null || value === '') problems.push(`${flag} has no value.`);
      else flags.set(flag, [...(flags.get(flag) ?? []), value]);
    });
  };
  for (const key of inputKeys) {
    const { name, expected } = inputDefinitions[key];
    const { flag, variable } = spellingsOf(name);
    collect(flag, `${expected} (context ${name}, variable ${variable})`);
  }
  collect('--region-file', 'the file with all inputs of a region, instead of the flags above');
  collect('--out', 'the folder that the templates are written to');
  command.option('--validate', "run the CDK's own validation, and fail on what it finds");
  command.on('option:validate', () => flags.set('--validate', []));
  command.parse(given, { from: 'user' });

  const known = command.options.map(({ long }) => long ?? '');
  let afterUnknown = false;
  for (const argument of command.args) {
    if (argument.startsWith('-')) problems.push(unknown(argument.split('=')[0] ?? '', 'flag', known));
    else if (!afterUnknown) problems.push(`${JSON.stringify(argument)} belongs to no flag.`);
    afterUnknown = argument.startsWith('-') && !argument.includes('=');
  }
  return flags;
}

/** The CDK's own keys have a colon, a slash or hyphens; ours are words joined by underscores. */
function unknownContextKeys(context: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(context)
    .filter((key) => !names.includes(key) && !/[:/@]/.test(key))
    .filter((key) => !key.includes('-') || nearestName(key, names) !== undefined)
    .map((key) => unknown(key, 'context key', names));
}

function unknownVariables(environment: InputSources['environment']): string[] {
  const known = names.map((name) => spellingsOf(name).variable);
  return Object.keys(environment)
    .filter((key) => key.startsWith(variablePrefix) && !known.includes(key))
    .map((key) => unknown(key, 'variable', known));
}

function unknown(name: string, kind: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  return `${name} is not a ${kind} of this command.${nearest ? ` Is ${nearest} meant?` : ''}`;
}
