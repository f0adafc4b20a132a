import { confineToArnFields } from '../patterns/arn-pattern.js';
import { matchesGlob, resolveGlob } from '../patterns/glob.js';
import type { Pattern } from '../patterns/pattern.js';
import type { ParsedStatement } from '../policies/parsed-policy.js';
import type { AccessRequest } from './access-request.js';
import { matchesCondition } from './match-condition.js';
import type { RequestContext } from './request-context.js';

/** Tells whether a statement's action, resource and conditions match a request; principals are looked at apart. */
export function matchesStatement(
  statement: ParsedStatement,
  request: AccessRequest,
  context: RequestContext,
): boolean {
  const action = request.action.toLowerCase();
  const { actions, resources, conditions } = statement;
  const selectsAction = actions.values.some((pattern) => matchesAction(pattern, action));
  if (selectsAction === actions.complement) return false;
  if (resources) {
    const selects = resources.values.some((pattern) => matchesResource(pattern, request.resource, context));
    if (selects === resources.complement) return false;
  }
  return conditions.every((condition) => matchesCondition(condition, request, context));
}

function matchesAction(pattern: Pattern, action: string): boolean {
  const glob = resolveGlob(pattern, () => undefined);
  return glob !== undefined && matchesGlob(glob, action);
}

/** A variable without a value makes its pattern match no resource. Source: IAM User Guide, "Policy variables with no value". */
function matchesResource(pattern: Pattern, resource: string, context: RequestContext): boolean {
  if (pattern.length === 1 && pattern[0]?.kind === 'any-characters') return true;
  const glob = resolveGlob(pattern, context.variables);
  return glob !== undefined && matchesGlob(confineToArnFields(glob, true), resource);
}
