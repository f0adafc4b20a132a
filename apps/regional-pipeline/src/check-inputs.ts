import { findContradictions } from '@regional-pipeline/pipeline-constructs';
import { PlatformError } from '@regional-pipeline/platform-model';
import { regionalPipelineErrors } from './errors.js';
import {
  inputDefinitions,
  inputKeys,
  spellingsOf,
  type InputDefinition,
  type RegionalPipelineInputs,
} from './input-definitions.js';

/** A value as somebody gave it, and where. */
export interface GivenValue {
  readonly value: unknown;
  /** `--region`, `the context key region`, `REGIONAL_PIPELINE_REGION`. */
  readonly from: string;
}

/** What was given, input by input. */
export type GivenInputs = Readonly<Partial<Record<keyof RegionalPipelineInputs, GivenValue>>>;

/**
 * Checks inputs that a program gives, by their keys: `{ region: 'us-east-1', managementAccounts: ['…'], … }`.
 *
 * @throws InvalidInputs with every problem at once
 */
export function parseInputs(
  values: Readonly<Partial<Record<keyof RegionalPipelineInputs, unknown>>>,
): RegionalPipelineInputs {
  return checkInputs(
    Object.fromEntries(
      Object.entries(values).map(([key, value]) => [key, { value, from: `the program's ${key}` }]),
    ),
  );
}

/**
 * Checks the inputs' values, each by itself and against each other.
 *
 * @param otherProblems what was found before, to be reported in the same error
 * @throws InvalidInputs with every problem at once: the input, its value, what is expected, its three spellings
 */
export function checkInputs(
  given: GivenInputs,
  otherProblems: readonly string[] = [],
): RegionalPipelineInputs {
  const problems = [...otherProblems];
  const values: Record<string, unknown> = {};
  for (const key of inputKeys) {
    const input = inputDefinitions[key];
    const one = given[key];
    if (one === undefined) {
      if (input.required) problems.push(describe(input, undefined, 'it is missing'));
      continue;
    }
    const value = readAs(input, one.value);
    const notText = input.takes === 'number' ? undefined : whyNotText(value);
    const result = input.schema.safeParse(value);
    if (notText) problems.push(describe(input, one, notText));
    else if (result.success) values[key] = result.data;
    else for (const issue of result.error.issues) problems.push(describe(input, one, issue.message));
  }
  const inputs = values as Partial<RegionalPipelineInputs>;
  for (const { setting, message } of findInputContradictions(inputs)) {
    problems.push(describe(inputDefinitions[setting], given[setting], message));
  }
  if (problems.length > 0) throw invalidInputs(problems);
  return inputs as RegionalPipelineInputs;
}

/** The error that lists problems. */
export function invalidInputs(problems: readonly string[]): PlatformError {
  const count = problems.length === 1 ? 'One problem' : `${problems.length} problems`;
  return new PlatformError(regionalPipelineErrors.InvalidInputs, {
    message: `${count} with the inputs:\n${problems.map((problem) => `- ${problem}`).join('\n')}`,
    context: { problems },
  });
}

function describe(input: InputDefinition, given: GivenValue | undefined, problem: string): string {
  const { flag, context, variable } = spellingsOf(input.name);
  const from = given ? ` (given by ${given.from})` : '';
  return (
    `${input.name}: ${problem}${from}.\n` +
    `  Expected: ${input.expected}.\n` +
    `  Give it by ${flag}, by the CDK context key ${context} or by the variable ${variable}.`
  );
}

/** Text from a flag or a variable, or JSON from the context, as the schema's own type. */
function readAs(input: InputDefinition, value: unknown): unknown {
  if (input.takes === 'list') {
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    return items.flatMap((item) =>
      typeof item === 'string' ? item.split(',').map((part) => part.trim()) : [item],
    );
  }
  if (input.takes === 'number' && typeof value === 'string' && /^\d+$/.test(value)) return Number(value);
  return value;
}

/** What no schema can say as well: a number in a JSON context has lost its leading zeros already. */
function whyNotText(value: unknown): string | undefined {
  for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) {
    if (item === '') return 'it is empty';
    if (typeof item !== 'string') {
      return `${JSON.stringify(item)} is a ${typeof item} and not text: put it in quotes`;
    }
  }
  return undefined;
}

/** An input that does not go with the others. */
export interface InputContradiction {
  readonly setting: keyof RegionalPipelineInputs;
  /** What is wrong and what is expected, with the values. */
  readonly message: string;
}

/** What the inputs say against each other, of those that are there. */
export function findInputContradictions(inputs: Partial<RegionalPipelineInputs>): InputContradiction[] {
  return [...findContradictions(inputs), ...findAccountContradictions(inputs)];
}

function findAccountContradictions(inputs: Partial<RegionalPipelineInputs>): InputContradiction[] {
  const { regionalAccount, managementAccounts = [], assumeAccounts } = inputs;
  const found: InputContradiction[] = [];
  const seen = new Set<string>();
  for (const account of managementAccounts) {
    if (account === regionalAccount) {
      found.push({
        setting: 'managementAccounts',
        message: `${account} is the regional account: management clusters stand in accounts beside it, which cannot reach the states`,
      });
    }
    if (seen.has(account)) {
      found.push({ setting: 'managementAccounts', message: `${account} is named twice` });
    }
    if (assumeAccounts && !assumeAccounts.includes(account)) {
      found.push({
        setting: 'assumeAccounts',
        message: `${assumeAccounts.join(', ')} leave out the management account ${account}, whose deploy role the build must assume`,
      });
    }
    seen.add(account);
  }
  return found;
}
