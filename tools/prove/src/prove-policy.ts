import { AccountId, PlatformError, type PolicyDocument } from '@regional-pipeline/platform-model';
import {
  action,
  allOf,
  parsePolicy,
  roleSession,
  type ActionCatalogue,
} from '@regional-pipeline/policy-proofs';
import {
  notByIdentity,
  proveObligation,
  type LocatedPolicy,
  type ObligationProof,
} from '@regional-pipeline/security-model';
import { proveErrors } from './errors.js';
import { readPolicyText } from './read-policy-text.js';

const accountId = AccountId.parse('111111111111');
const arn = `arn:aws:iam::${accountId}:role/example`;

/**
 * Proves that an identity policy in a file allows none of some actions, on any resource and under any condition, to
 * a role that carries it and nothing else.
 *
 * @throws PolicyFileUnreadable; PolicyMalformed and PolicyNotModelled of policy-proofs
 */
export function provePolicy(
  file: string,
  forbid: readonly string[],
  catalogue: ActionCatalogue,
): readonly ObligationProof[] {
  const policy = readPolicy(file);
  parsePolicy(policy, 'identity');
  const role = { arn, accountId, trust: policy, identity: [policy] };
  const requests = allOf(roleSession(arn), action(...forbid));
  return notByIdentity(role, { about: `${forbid.join(', ')} by a role that carries ${file}`, requests }).map(
    (one) => proveObligation(one, catalogue),
  );
}

function readPolicy(file: string): LocatedPolicy {
  try {
    const document = readPolicyText(file) as PolicyDocument;
    const statements: readonly unknown[] = Array.isArray(document.Statement)
      ? document.Statement
      : [document.Statement];
    return {
      name: file,
      document: { ...document, Statement: statements as PolicyDocument['Statement'] },
      location: { template: file, logicalId: '', path: '' },
      places: statements.map((_, index) => index),
    };
  } catch (cause) {
    throw new PlatformError(proveErrors.PolicyFileUnreadable, {
      message: `${file} cannot be read as a policy (${String(cause)}).`,
      context: { file },
      cause,
    });
  }
}
