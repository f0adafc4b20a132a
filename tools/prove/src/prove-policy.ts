import { AccountId, PlatformError, type PolicyDocument } from '@regional-pipeline/platform-model';
import {
  action,
  allOf,
  anyOf,
  parsePolicy,
  roleSession,
  user,
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
 * a role or a user that carries it and nothing else.
 *
 * @throws PolicyFileUnreadable; ProveUsageWrong for an action that there is not, of which everything would be proved;
 *   PolicyMalformed and PolicyNotModelled of policy-proofs
 */
export function provePolicy(
  file: string,
  forbid: readonly string[],
  catalogue: ActionCatalogue,
): readonly ObligationProof[] {
  refuseMisspelt(forbid, catalogue);
  const policy = readPolicy(file);
  parsePolicy(policy, 'identity');
  const role = { arn, accountId, trust: policy, identity: [policy] };
  const carriers = anyOf(roleSession(arn), user(`arn:aws:iam::${accountId}:user/example`));
  const requests = allOf(carriers, action(...forbid));
  return notByIdentity(role, { about: `${forbid.join(', ')} by who carries ${file}`, requests }).map((one) =>
    proveObligation(one, catalogue),
  );
}

function refuseMisspelt(forbid: readonly string[], { actions, date }: ActionCatalogue): void {
  const matches = (pattern: string) => {
    const source = pattern.replaceAll(/[*?]/g, (wildcard) => (wildcard === '*' ? '.*' : '.'));
    const regex = new RegExp(`^${source}$`, 'i');
    return actions.some(({ name }) => regex.test(name));
  };
  const [none] = forbid.filter((pattern) => !matches(pattern));
  if (none === undefined) return;
  throw new PlatformError(proveErrors.ProveUsageWrong, {
    message: `${JSON.stringify(none)} is no action of the list of ${date}.`,
    remedy: "Check its spelling. Of an action newer than the list, forbid the whole service: 'iam:*'.",
    context: { pattern: none },
  });
}

function readPolicy(file: string): LocatedPolicy {
  try {
    const document = readPolicyText(file) as PolicyDocument;
    const statements: readonly unknown[] = Array.isArray(document.Statement)
      ? document.Statement
      : [document.Statement];
    if (statements.some(namesPrincipals))
      throw new TypeError('it names principals, as the policy of a resource does');
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

function namesPrincipals(statement: unknown): boolean {
  return (
    typeof statement === 'object' &&
    statement !== null &&
    ('Principal' in statement || 'NotPrincipal' in statement)
  );
}
