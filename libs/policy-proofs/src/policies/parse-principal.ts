import { memberOf, policyMalformed, policyNotModelled, shown, type PolicyPosition } from '../errors.js';
import { objectAt, stringsAt } from './json-shape.js';
import type { ParsedPrincipal } from './parsed-policy.js';

/**
 * Parses the element Principal or NotPrincipal.
 *
 * `"*"` and `{"AWS":"*"}` are the same, an account id and its root ARN too. Source: IAM User Guide, "IAM JSON policy
 * elements: Principal".
 *
 * @throws PolicyMalformed for what IAM refuses, a wildcard inside a principal's ARN among it
 * @throws PolicyNotModelled for federated and canonical users, and for the unique ids (AROA…) of deleted principals
 */
export function parsePrincipals(value: unknown, position: PolicyPosition): readonly ParsedPrincipal[] {
  if (value === '*') return [{ kind: 'everyone' }];
  const groups = Object.entries(objectAt(value, position));
  if (groups.length === 0) throw policyMalformed(position, 'no principal is named');
  return groups.flatMap(([type, values]) => {
    const place = memberOf(position, type);
    if (type === 'AWS') return stringsAt(values, place).map((text) => parseAwsPrincipal(text, place));
    if (type === 'Service') return stringsAt(values, place).map((text) => parseService(text, place));
    throw policyNotModelled(place, `principals of the type ${shown(type)} are not modelled`);
  });
}

const accountArn = /^arn:aws[a-z-]*:iam::(\d{12}):root$/;
const entityArn =
  /^arn:aws[a-z-]*:(?:iam::\d{12}:(?:role|user)\/[^*?${}]+|sts::\d{12}:assumed-role\/[^*?${}/]+\/[^*?${}/]+)$/;

function parseAwsPrincipal(text: string, position: PolicyPosition): ParsedPrincipal {
  if (text === '*') return { kind: 'everyone' };
  const accountId = /^\d{12}$/.test(text) ? text : accountArn.exec(text)?.[1];
  if (accountId !== undefined) return { kind: 'account', accountId };
  if (entityArn.test(text)) return { kind: 'arn', arn: text };
  if (/^A[A-Z]{3}[A-Z0-9]{12,}$/.test(text)) {
    throw policyNotModelled(position, `${shown(text)} is the unique id of a principal that was deleted`);
  }
  throw policyMalformed(
    position,
    `${shown(text)} is neither "*", an account, nor the whole ARN of a role, a role session or a user`,
  );
}

function parseService(text: string, position: PolicyPosition): ParsedPrincipal {
  if (!/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(text)) {
    throw policyMalformed(
      position,
      `${shown(text)} is not a service principal such as codebuild.amazonaws.com`,
    );
  }
  return { kind: 'service', service: text };
}
