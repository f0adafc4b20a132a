import { isPlatformError, type PolicyDocument } from '@regional-pipeline/platform-model';
import { assumeRolePatterns } from '../evaluation/special-requests.js';
import type { PolicySet } from '../evaluation/policy-set.js';
import { parsePolicy } from '../policies/parse-policy.js';
import type { ParsedPolicy } from '../policies/parsed-policy.js';
import { wildcardText } from './pattern-text.js';

/** Every policy of a set, parsed. */
export interface ParsedPolicySet {
  readonly identity: readonly ParsedPolicy[];
  readonly boundary?: ParsedPolicy;
  readonly session: readonly ParsedPolicy[];
  readonly serviceControl: readonly (readonly ParsedPolicy[])[];
  /**
   * The resource policy as what it can be read: a trust policy has a grammar of its own. A string says why it cannot
   * be read so, and requests of that kind have no answer.
   */
  readonly resource?: {
    readonly document: PolicyDocument;
    readonly trust: ParsedPolicy | string;
    readonly other: ParsedPolicy | string;
  };
}

/**
 * Parses a policy set.
 *
 * @throws PolicyMalformed or PolicyNotModelled as parsePolicy does
 */
export function parsePolicySet(policies: PolicySet): ParsedPolicySet {
  const { identity, boundary, session = [], serviceControl = [], resource } = policies;
  const parsed = {
    identity: identity.map((policy) => parsePolicy(policy, 'identity')),
    session: session.map((policy) => parsePolicy(policy, 'identity')),
    serviceControl: serviceControl.map((level) => level.map((policy) => parsePolicy(policy, 'identity'))),
    ...(boundary ? { boundary: parsePolicy(boundary, 'identity') } : {}),
  };
  if (!resource) return parsed;
  const readAs = (kind: 'trust' | 'resource'): ParsedPolicy | string => {
    try {
      return parsePolicy(resource, kind);
    } catch (error) {
      if (!isPlatformError(error)) throw error;
      const other = kind === 'trust' ? 'actions that take a role' : 'actions that take no role';
      return `${resource.name} cannot be asked for ${other}: ${error.message}`;
    }
  };
  const trust = readAs('trust');
  const other = readAs('resource');
  // It must be one of the two; the error of the likelier one says what is wrong.
  if (typeof trust === 'string' && typeof other === 'string') {
    const isTrust = !JSON.stringify(resource.document).includes('Resource"');
    parsePolicy(resource, isTrust ? 'trust' : 'resource');
  }
  return { ...parsed, resource: { document: resource.document, trust, other } };
}

/** Every pattern of an action that policies name. */
export function actionPatternsOf(policies: ParsedPolicySet): readonly string[] {
  const { identity, boundary, session, serviceControl, resource } = policies;
  const all = [
    identity,
    boundary ?? [],
    session,
    serviceControl.flat(),
    resource?.trust ?? [],
    resource?.other ?? [],
  ];
  return [
    ...assumeRolePatterns,
    ...all
      .flat()
      .flatMap((policy) => (typeof policy === 'string' ? [] : policy.statements))
      .flatMap(({ actions }) => actions.values.map(wildcardText)),
  ];
}
