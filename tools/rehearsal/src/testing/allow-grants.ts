import { policiesOf, type Deployment } from '@regional-pipeline/security-model';
import type { UnexercisedGrant } from '../unexercised-grants.js';
import type { LoggedRequest } from './logged-requests.js';

/** One action on one resource that an Allow statement names (SM-23); a trust policy's statements name no resource. */
export interface AllowGrant {
  readonly policy: string;
  readonly sid: string;
  readonly index: number;
  readonly action: string;
  readonly resource?: string;
}

/** Every grant of a pipeline's policies. The deploy role's are alike in every management account, and stand here once. */
export function allowGrantsOf(deployment: Deployment): readonly AllowGrant[] {
  const policies = policiesOf({ ...deployment, management: deployment.management.slice(0, 1) });
  return policies.flatMap(({ name, document }) =>
    document.Statement.flatMap(({ Effect, Sid, Action, Resource }, index): readonly AllowGrant[] => {
      if (Effect === 'Deny') return [];
      if (Action === undefined || Sid === undefined)
        throw new TypeError(
          `statement ${index} of ${name} allows without Sid or Action: nobody can list its grants`,
        );
      const resources = Resource === undefined ? [{}] : [Resource].flat().map((one) => ({ resource: one }));
      return [Action]
        .flat()
        .flatMap((action) => resources.map((rest) => ({ policy: name, sid: Sid, index, action, ...rest })));
    }),
  );
}

/** Whether a run has a request that was allowed by the grant's statement, for its action and on its resource. */
function isExercised(grant: AllowGrant, requests: readonly LoggedRequest[]): boolean {
  return requests.some(
    ({ request, decision, wasAllowed }) =>
      wasAllowed &&
      decision.decidedBy.some(({ policy, index }) => policy === grant.policy && index === grant.index) &&
      matches(grant.action.toLowerCase(), request.action.toLowerCase()) &&
      (grant.resource === undefined || matches(grant.resource, request.resource)),
  );
}

function matches(pattern: string, text: string): boolean {
  const literal = pattern.replaceAll(/[\\^$+.()|[\]{}]/g, '\\$&');
  return new RegExp(`^${literal.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(text);
}

/**
 * What is wrong with the list of grants that no run exercises: one that is neither exercised nor on it, and one that is
 * on it and should not be. Each line says what to do.
 */
export function findUnexplainedGrants(
  grants: readonly AllowGrant[],
  listed: readonly UnexercisedGrant[],
  requests: readonly LoggedRequest[],
): readonly string[] {
  const isListed = (one: UnexercisedGrant, { policy, sid, action }: AllowGrant) =>
    one.policy === policy && one.sid === sid && (one.actions?.includes(action) ?? true);
  const complaints = grants.flatMap((grant) => {
    const reasons = listed.filter((one) => isListed(one, grant)).length;
    const exercised = isExercised(grant, requests);
    const text = `${grant.policy}, ${grant.sid}: ${grant.action} on ${grant.resource ?? 'the role'}`;
    if (exercised && reasons > 0)
      return [
        `${text} is exercised by the run: take it off unexercised-grants.ts, or name the other actions there.`,
      ];
    if (!exercised && reasons === 0)
      return [
        `${text} is exercised by no request of the run: take the grant away, or say why it is there in unexercised-grants.ts.`,
      ];
    return reasons > 1 ? [`${text} is explained twice in unexercised-grants.ts: keep one of them.`] : [];
  });
  const gone = listed.flatMap((one) =>
    (one.actions ?? [undefined])
      .filter(
        (action) =>
          !grants.some((grant) => isListed({ ...one, ...(action && { actions: [action] }) }, grant)),
      )
      .map(
        (action) =>
          `${one.policy}, ${one.sid}${action ? `: ${action}` : ''} is granted no more: take it off unexercised-grants.ts.`,
      ),
  );
  return [...complaints, ...gone];
}
