import type { Grantee } from '../evaluation/match-principal.js';
import { composeLayers } from '../evaluation/compose-layers.js';
import { assumeRolePatterns, kmsKeyGlob } from '../evaluation/special-requests.js';
import type { ParsedPolicy, ParsedStatement } from '../policies/parsed-policy.js';
import { always, and, negate, never, or, type Formula } from '../boxes/formula.js';
import type { Term } from '../boxes/atom.js';
import { sequenceOfGlob } from '../regular/sequence.js';
import { encodeMatch } from './encode-match.js';
import { encodeCovered, encodeNamed } from './encode-principal.js';
import { encodeStatement } from './encode-statement.js';
import type { Encoding } from './encoding.js';
import { formulaAlgebra } from './formula-algebra.js';
import type { ParsedPolicySet } from './parsed-policy-set.js';

/** That a policy set allows a request, as decide has it. */
export function encodeAllowed(encoding: Encoding, policies: ParsedPolicySet): Formula {
  const { boundary, session, serviceControl } = policies;
  const hasAccount = encoding.principalIs('role-session', 'user', 'root');
  const hasPolicies = encoding.principalIs('role-session', 'user');
  const isAssumeRole = encoding.actionIn('about taking a role', () =>
    encoding.actions.matchingAny(assumeRolePatterns),
  );
  const resource = encodeResourceLayer(encoding, policies, isAssumeRole);
  const granted = composeLayers(
    formulaAlgebra,
    {
      hasAccount,
      isRoot: encoding.principalIs('root'),
      isOwnAccount: encodeOwnAccount(encoding),
      isAssumeRole,
      isOnKmsKey: encoding.matches('resource', undefined, 'KMS key', () => [sequenceOfGlob(kmsKeyGlob)]),
    },
    {
      identity: and(hasPolicies, grantsOf(encoding, policies.identity)),
      limits: [...(boundary ? [[boundary]] : []), ...(session.length > 0 ? [session] : [])].map((layer) =>
        grantsOf(encoding, layer),
      ),
      serviceControl: serviceControl.map((level) => grantsOf(encoding, level)),
      resource: or(resource.grantsTo('itself'), resource.grantsTo('role'), resource.grantsTo('account')),
      resourceToItself: resource.grantsTo('itself'),
      resourceToRole: resource.grantsTo('role'),
    },
  );
  const own = [...policies.identity, ...(boundary ? [boundary] : []), ...session];
  return and(
    granted,
    or(negate(hasPolicies), negate(deniesOf(encoding, own))),
    or(negate(hasAccount), negate(deniesOf(encoding, serviceControl.flat()))),
    negate(resource.denies),
  );
}

/** That the principal's account is the one in which the request is decided. */
function encodeOwnAccount(encoding: Encoding): Formula {
  const sameAs = (subject: Term) =>
    encodeMatch(encoding, subject, [{ kind: 'variable', key: 'aws:principalaccount' }], 'text');
  return or(
    and(encoding.resourceIs('naming'), sameAs({ attribute: 'resource', focus: 'account' })),
    and(encoding.resourceIsOwnedApart, sameAs({ attribute: 'owner' })),
    encoding.resourceIs('ownerless'),
  );
}

interface ResourceLayer {
  readonly grantsTo: (grantee: Grantee) => Formula;
  readonly denies: Formula;
}

function encodeResourceLayer(
  encoding: Encoding,
  { resource, boundary }: ParsedPolicySet,
  isAssumeRole: Formula,
): ResourceLayer {
  if (!resource) return { grantsTo: () => never, denies: never };
  const reading = (
    isOfKind: Formula,
    policy: ParsedPolicy | string,
    part: string,
    encode: (statements: readonly ParsedStatement[]) => Formula,
  ) =>
    and(
      isOfKind,
      typeof policy === 'string'
        ? encoding.opaque(policy, `${part} of ${JSON.stringify(resource.document)}`)
        : encode(policy.statements),
    );
  const either = (part: string, encode: (statements: readonly ParsedStatement[]) => Formula) =>
    or(
      reading(isAssumeRole, resource.trust, part, encode),
      reading(negate(isAssumeRole), resource.other, part, encode),
    );
  const hasBoundary = boundary !== undefined;
  return {
    grantsTo: (grantee) =>
      either(`grants to ${grantee}`, (statements) =>
        or(
          ...statements.map((statement) =>
            statement.effect === 'Allow' && statement.principals
              ? and(
                  encodeNamed(encoding, statement.principals.values, grantee),
                  encodeStatement(encoding, statement),
                )
              : never,
          ),
        ),
      ),
    denies: either('denies', (statements) =>
      or(
        ...statements.map((statement) =>
          statement.effect === 'Deny'
            ? and(
                statement.principals ? encodeCovered(encoding, statement.principals, hasBoundary) : always,
                encodeStatement(encoding, statement),
              )
            : never,
        ),
      ),
    ),
  };
}

function grantsOf(encoding: Encoding, policies: readonly ParsedPolicy[]): Formula {
  return statementsOf(encoding, policies, 'Allow');
}

function deniesOf(encoding: Encoding, policies: readonly ParsedPolicy[]): Formula {
  return statementsOf(encoding, policies, 'Deny');
}

function statementsOf(
  encoding: Encoding,
  policies: readonly ParsedPolicy[],
  effect: 'Allow' | 'Deny',
): Formula {
  return or(
    ...policies
      .flatMap(({ statements }) => statements)
      .filter((statement) => statement.effect === effect)
      .map((statement) => encodeStatement(encoding, statement)),
  );
}
