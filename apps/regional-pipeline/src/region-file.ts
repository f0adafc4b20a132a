import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PlatformError, Region, nearestName, reasonOf } from '@regional-pipeline/platform-model';
import { findInputContradictions } from './check-inputs.js';
import { regionalPipelineErrors } from './errors.js';
import { inputDefinitions, inputKeys, type RegionalPipelineInputs } from './input-definitions.js';
import { RegionFileSchema, regionFileKeys } from './region-file-schema.js';

/**
 * Reads the file of a region, `regions/<region>.json`: every input of its pipeline, by the contract's names.
 *
 * @throws InvalidRegionFile where it cannot be read, or as `parseRegionFile` does
 */
export function readRegionFile(file: string): RegionalPipelineInputs {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw invalid(file, [`it cannot be read (${reasonOf(cause)})`], cause);
  }
  return parseRegionFile(file, text);
}

/**
 * Checks the content of a region's file: by the same schemas as inputs from everywhere else, each by itself and against
 * each other. The file's name is the region; where the file says `region` too, it must be the same.
 *
 * @throws InvalidRegionFile with every problem at once: the file, the key, its value, and what is expected
 */
export function parseRegionFile(file: string, text: string): RegionalPipelineInputs {
  const region = path.basename(file, '.json');
  if (!Region.safeParse(region).success) {
    throw invalid(file, [`its name says the region, and ${JSON.stringify(region)} is none: rename it`]);
  }
  const value = parseJson(file, text);
  const checked = RegionFileSchema.safeParse(value);
  if (!checked.success) {
    throw invalid(
      file,
      checked.error.issues.flatMap((issue) =>
        issue.code === 'unrecognized_keys'
          ? issue.keys.map(describeUnknownKey)
          : [describe(value, issue.path, issue.message)],
      ),
    );
  }
  const content: Readonly<Record<string, unknown>> = checked.data;
  const { region: stated = region } = content;
  if (stated !== region) {
    throw invalid(file, [`region: it is ${JSON.stringify(stated)}, and the file's name says ${region}`]);
  }
  const inputs = Object.fromEntries(
    inputKeys
      .map((key) => [key, { ...content, region }[inputDefinitions[key].name]] as const)
      .filter(([, given]) => given !== undefined),
  ) as unknown as RegionalPipelineInputs;
  const contradictions = findInputContradictions(inputs);
  if (contradictions.length > 0) {
    throw invalid(
      file,
      contradictions.map(({ setting, message }) => `${inputDefinitions[setting].name}: ${message}`),
    );
  }
  return inputs;
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalid(file, [`it is no JSON (${reasonOf(cause)})`], cause);
  }
}

function describe(value: unknown, at: readonly PropertyKey[], problem: string): string {
  const [key] = at;
  if (key === undefined) return 'it holds no object: write { "regional_account": …, … }';
  const given = at.reduce<unknown>((inner, step) => (inner as Record<PropertyKey, unknown>)[step], value);
  const input = Object.values(inputDefinitions).find(({ name }) => name === key);
  const expected = input ? `\n  Expected: ${input.expected}.` : '';
  if (given === undefined) return `${at.join('.')}: it is missing.${expected}`;
  const shown = JSON.stringify(given);
  return `${at.join('.')}: ${problem.includes(shown) ? '' : `${shown}: `}${problem}.${expected}`;
}

function describeUnknownKey(key: string): string {
  const nearest = nearestName(key, regionFileKeys);
  return `${key} is not a key of a region's file.${nearest ? ` Is ${nearest} meant?` : ` Its keys are ${regionFileKeys.join(', ')}.`}`;
}

function invalid(file: string, problems: readonly string[], cause?: unknown): PlatformError {
  return new PlatformError(regionalPipelineErrors.InvalidRegionFile, {
    message: `${file} is not the file of a region:\n${problems.map((problem) => `- ${problem}`).join('\n')}`,
    context: { file, problems },
    ...(cause === undefined ? {} : { cause }),
  });
}
