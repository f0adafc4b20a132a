import { readFileSync } from 'node:fs';
import { PlatformError } from '@regional-pipeline/platform-model';
import { CONTEXT_ENV, CONTEXT_OVERFLOW_LOCATION_ENV } from 'aws-cdk-lib/cx-api';
import { regionalPipelineErrors } from './errors.js';

/**
 * The context that the CDK command line hands to its app: in a variable, and in a file where it is too long.
 * It is read here, before there is an `App`, for that would make its output folder first.
 *
 * @throws InvalidCdkContext where the hand-over is not what the CDK command line writes
 */
export function readCdkContext(
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, unknown>> {
  const file = environment[CONTEXT_OVERFLOW_LOCATION_ENV];
  try {
    return {
      ...(file ? readObject(readFileSync(file, 'utf8')) : {}),
      ...readObject(environment[CONTEXT_ENV] ?? '{}'),
    };
  } catch (cause) {
    throw new PlatformError(regionalPipelineErrors.InvalidCdkContext, {
      message: `The CDK context in ${CONTEXT_ENV}${file ? ` and in ${file}` : ''} cannot be read (${String(cause)}).`,
      cause,
    });
  }
}

function readObject(text: string): Record<string, unknown> {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError('it is not an object');
  }
  return value as Record<string, unknown>;
}
