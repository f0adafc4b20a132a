import { PlatformError, Region } from '@regional-pipeline/platform-model';
import { orchestratorErrors } from './errors.js';

/** Where a run works: the build's environment, which has no defaults. */
export interface Settings {
  readonly region: Region;
  readonly managementStateBucket: string;
  readonly centralStateBucket: string;
}

const bucketName = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/**
 * Reads the contract's three environment variables.
 *
 * @throws PlatformError SettingsInvalid, with every variable that is missing or wrong at once
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const problems: string[] = [];
  const read = (name: string, expected: string, valid: (value: string) => boolean): string => {
    const value = environment[name] ?? '';
    if (value === '') problems.push(`${name} is not set (${expected})`);
    else if (!valid(value)) problems.push(`${name} is ${JSON.stringify(value)}, which is not ${expected}`);
    return value;
  };
  const region = read('AWS_REGION', 'a region such as us-east-1', (value) => Region.safeParse(value).success);
  const managementStateBucket = read(
    'MANAGEMENT_STATE_BUCKET',
    "the name of the bucket with the clusters' states",
    (value) => bucketName.test(value),
  );
  const centralStateBucket = read('CENTRAL_STATE_BUCKET', "the name of Central's state bucket", (value) =>
    bucketName.test(value),
  );
  if (problems.length > 0) {
    throw new PlatformError(orchestratorErrors.SettingsInvalid, {
      message: `${problems.join('; ')}.`,
      remedy:
        'Set the environment of the build project: AWS_REGION, MANAGEMENT_STATE_BUCKET and CENTRAL_STATE_BUCKET.',
      context: { problems },
    });
  }
  return { region: Region.parse(region), managementStateBucket, centralStateBucket };
}

/**
 * Reads the region alone, for what looks at the deployed pipeline from anywhere.
 *
 * @throws PlatformError SettingsInvalid
 */
export function readRegion(environment: Readonly<Record<string, string | undefined>>): Region {
  const region = Region.safeParse(environment['AWS_REGION']);
  if (region.success) return region.data;
  const given = environment['AWS_REGION'] ?? '';
  const problem = given === '' ? 'is not set' : `is ${JSON.stringify(given)}, which is not a region`;
  throw new PlatformError(orchestratorErrors.SettingsInvalid, {
    message: `AWS_REGION ${problem}.`,
    remedy: 'Set AWS_REGION to the region of the pipeline, such as us-east-1.',
    context: { region: given },
  });
}
