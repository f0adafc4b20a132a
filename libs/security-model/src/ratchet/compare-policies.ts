import { newAccess, type ActionCatalogue, type Proof } from '@regional-pipeline/policy-proofs';
import type { AcceptedPolicy } from './accepted-policies.js';
import { viewsOf } from './policy-views.js';

/** A way in which policies differ from the accepted ones. */
export type PolicyChange =
  /** A policy that was not there, or is no more: a Deny may have gone with it, so either has to be accepted. */
  | { readonly kind: 'added' | 'removed'; readonly policy: AcceptedPolicy }
  /** A request that was denied is allowed, or it could not be told whether any is. */
  | {
      readonly kind: 'more';
      readonly policy: AcceptedPolicy;
      readonly view: string;
      readonly proof: Exclude<Proof, { verdict: 'proved' }>;
    };

/**
 * What a policy set allows beyond the accepted one, as requests (SM-24); nothing where every request that it allows was
 * allowed before. With the arguments swapped it says what is allowed no more.
 */
export function accessBeyond(
  accepted: readonly AcceptedPolicy[],
  current: readonly AcceptedPolicy[],
  catalogue: ActionCatalogue,
): readonly PolicyChange[] {
  const removed = accepted.filter((policy) => !current.some((one) => isSame(one, policy)));
  return [
    ...removed.map((policy) => ({ kind: 'removed' as const, policy })),
    ...current.flatMap((policy): PolicyChange[] => {
      const before = accepted.find((one) => isSame(one, policy));
      return before ? beyond(before, policy, catalogue) : [{ kind: 'added', policy }];
    }),
  ];
}

function isSame(one: AcceptedPolicy, other: AcceptedPolicy): boolean {
  return (
    one.role === other.role &&
    one.of === other.of &&
    one.accountId === other.accountId &&
    one.name === other.name
  );
}

function beyond(before: AcceptedPolicy, after: AcceptedPolicy, catalogue: ActionCatalogue): PolicyChange[] {
  if (JSON.stringify(before.document) === JSON.stringify(after.document)) return [];
  const views = viewsOf(before);
  return viewsOf(after).flatMap(({ about, policies, within }, index): PolicyChange[] => {
    const proof = newAccess(views[index]?.policies ?? { identity: [] }, policies, { catalogue, within });
    return proof.verdict === 'proved' ? [] : [{ kind: 'more', policy: after, view: about, proof }];
  });
}
