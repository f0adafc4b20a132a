import { isPlatformError, type PolicyDocument } from '@regional-pipeline/platform-model';
import { parsePolicy, type NamedPolicy } from '@regional-pipeline/policy-proofs';
import { ServiceError } from '../http/service-error.js';
import { validationError } from './sts-errors.js';

/** The parameters of AssumeRole, as their constraints have them. */
export interface AssumeRoleRequest {
  readonly roleArn: string;
  readonly roleSessionName: string;
  readonly externalId?: string;
  readonly durationSeconds: number;
  readonly sessionPolicy?: NamedPolicy;
}

/** What AssumeRole gives where no duration is asked for, and the most that a chained session gets: one hour. */
export const oneHour = 3600;

/**
 * Reads and checks the parameters. Source of the constraints: STS API reference, AssumeRole.
 *
 * @throws ServiceError ValidationError, MalformedPolicyDocument
 */
export function parseAssumeRoleRequest(parameters: ReadonlyMap<string, string>): AssumeRoleRequest {
  const externalId = parameters.get('ExternalId');
  const policy = parameters.get('Policy');
  return {
    roleArn: requireMatch(
      'roleArn',
      parameters.get('RoleArn'),
      /^arn:aws[a-z-]*:iam::\d{12}:role\/[!-~]{1,576}$/,
    ),
    roleSessionName: requireMatch('roleSessionName', parameters.get('RoleSessionName'), /^[\w+=,.@-]{2,64}$/),
    ...(externalId === undefined
      ? {}
      : { externalId: requireMatch('externalId', externalId, /^[\w+=,.@:/-]{2,1224}$/) }),
    durationSeconds: parseDuration(parameters.get('DurationSeconds')),
    ...(policy === undefined ? {} : { sessionPolicy: parseSessionPolicy(policy) }),
  };
}

function requireMatch(parameter: string, value: string | undefined, pattern: RegExp): string {
  if (value !== undefined && pattern.test(value)) return value;
  throw validationError(
    `1 validation error detected: Value '${value ?? 'null'}' at '${parameter}' failed to satisfy constraint: ` +
      `Member must satisfy regular expression pattern: ${pattern.source}`,
  );
}

function parseDuration(value: string | undefined): number {
  if (value === undefined) return oneHour;
  const seconds = Number(value);
  if (/^\d+$/.test(value) && seconds >= 900 && seconds <= 12 * oneHour) return seconds;
  throw validationError(
    `1 validation error detected: Value '${value}' at 'durationSeconds' failed to satisfy constraint: ` +
      'Member must have a value between 900 and 43200',
  );
}

function parseSessionPolicy(text: string): NamedPolicy {
  try {
    const policy: NamedPolicy = { name: 'session-policy', document: JSON.parse(text) as PolicyDocument };
    parsePolicy(policy, 'identity');
    return policy;
  } catch (error) {
    const why = isPlatformError(error) ? error.message : String(error);
    throw new ServiceError('MalformedPolicyDocument', 400, why, { cause: error });
  }
}
