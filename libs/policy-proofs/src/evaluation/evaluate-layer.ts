import type { ParsedPolicy, ParsedStatement } from '../policies/parsed-policy.js';
import type { AccessRequest } from './access-request.js';
import { granteeOf, isCovered, type Grantee } from './match-principal.js';
import { matchesStatement } from './match-statement.js';
import type { DecidingStatement, PolicyLayer } from './policy-set.js';
import type { RequestContext } from './request-context.js';

/** An Allow that matches, and as what it names the principal; in a policy without principals as itself. */
export interface Grant {
  readonly by: DecidingStatement;
  readonly grantee: Grantee;
}

/** What the policies of one layer say to a request. */
export interface LayerVerdict {
  readonly layer: PolicyLayer;
  /** The policies' names. */
  readonly policies: readonly string[];
  readonly denies: readonly DecidingStatement[];
  readonly grants: readonly Grant[];
}

/** Evaluates every statement of a layer's policies; `hasBoundary` tells whether the principal has a boundary. */
export function evaluateLayer(
  layer: PolicyLayer,
  policies: readonly ParsedPolicy[],
  request: AccessRequest,
  context: RequestContext,
  hasBoundary: boolean,
): LayerVerdict {
  const denies: DecidingStatement[] = [];
  const grants: Grant[] = [];
  for (const policy of policies) {
    for (const statement of policy.statements) {
      if (!matchesStatement(statement, request, context)) continue;
      const by = { layer, policy: policy.name, ...identify(statement) };
      if (statement.effect === 'Deny') {
        const covered = !statement.principals || isCovered(statement.principals, request, hasBoundary);
        if (covered) denies.push(by);
      } else {
        const grantee = statement.principals
          ? granteeOf(statement.principals.values, request.principal)
          : 'itself';
        if (grantee) grants.push({ by, grantee });
      }
    }
  }
  return { layer, policies: policies.map(({ name }) => name), denies, grants };
}

/** A layer with those of its grants alone that name the principal in one way. */
export function grantsTo(layer: LayerVerdict, grantee: Grantee): LayerVerdict {
  return { ...layer, grants: layer.grants.filter((grant) => grant.grantee === grantee) };
}

function identify({ sid, index }: ParsedStatement): Pick<DecidingStatement, 'sid' | 'index'> {
  return sid === undefined ? { index } : { sid, index };
}
