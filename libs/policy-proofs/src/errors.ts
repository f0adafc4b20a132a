import { PlatformError, defineErrors } from '@regional-pipeline/platform-model';

/** Every expected failure of this library. None of them is ever turned into an allow. */
export const policyErrors = defineErrors('policy-proofs', {
  PolicyMalformed: {
    phase: 'usage',
    retryable: false,
    meaning: 'A policy document breaks the grammar of IAM: AWS would refuse it.',
    remedy: 'Correct the document at the path that the message names.',
  },
  PolicyNotModelled: {
    phase: 'usage',
    retryable: false,
    meaning:
      'A policy or a request uses something whose exact effect is not modelled here, so no answer is given.',
    remedy: 'Say the same with what is modelled (README), or model it in policy-proofs with a test.',
  },
  RequestIncomplete: {
    phase: 'usage',
    retryable: false,
    meaning: 'A request does not say what its decision depends on.',
    remedy: 'Give the request what the message names.',
  },
  TemplateMalformed: {
    phase: 'usage',
    retryable: false,
    meaning: 'A template is not the shape that CloudFormation takes.',
    remedy: 'Correct the template at the path that the message names.',
  },
  TemplateUnresolvable: {
    phase: 'usage',
    retryable: false,
    meaning: 'A value that a policy depends on is known to CloudFormation alone, at deployment.',
    remedy: 'Use an explicit name, a literal value or a parameter whose value is given.',
  },
});

/** Where in which policy something stands: `Statement/2/Condition/StringEquals`. */
export interface PolicyPosition {
  readonly policy: string;
  readonly path: string;
}

/** The position of a member of what stands at `position`. */
export function memberOf(position: PolicyPosition, member: string | number): PolicyPosition {
  return { policy: position.policy, path: position.path ? `${position.path}/${member}` : String(member) };
}

/** An error PolicyMalformed at a position. */
export function policyMalformed(position: PolicyPosition, why: string): PlatformError {
  return positioned(policyErrors.PolicyMalformed, position, why);
}

/** An error PolicyNotModelled at a position. */
export function policyNotModelled(position: PolicyPosition, why: string): PlatformError {
  return positioned(policyErrors.PolicyNotModelled, position, why);
}

function positioned(
  kind: (typeof policyErrors)['PolicyMalformed'],
  position: PolicyPosition,
  why: string,
): PlatformError {
  const where = position.path ? `${position.policy}, ${position.path}` : position.policy;
  return new PlatformError(kind, { message: `${where}: ${why}.`, context: { ...position } });
}

/** A value as a message shows it: its JSON, cut at 120 characters, and what it nests more than eight deep left out. */
export function shown(value: unknown): string {
  const json = typeof value === 'undefined' ? 'undefined' : JSON.stringify(shallow(value, 8));
  return json.length > 120 ? `${json.slice(0, 117)}...` : json;
}

/** JSON.stringify has no stack for the nesting that JSON.parse takes. */
function shallow(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) return '…';
  if (Array.isArray(value)) return value.slice(0, 50).map((item: unknown) => shallow(item, depth - 1));
  const members = Object.entries(value).slice(0, 50);
  return Object.fromEntries(members.map(([name, member]) => [name, shallow(member, depth - 1)]));
}
