import type { Mutant } from './mutants.js';
import type { MutatedPolicy } from './mutated-policies.js';
import type { Mutator } from './statement-mutation.js';

/** Mutants that no statement refuses, although they allow less than the policies do, and why that is right. */
export interface AcceptedSurvivors {
  readonly reason: string;
  readonly policy: MutatedPolicy;
  readonly statements: readonly string[];
  readonly mutators: readonly Mutator[];
  /** Those alone that had one of these; without it all. */
  readonly before?: readonly string[];
}

/**
 * The survivors that allow less, with their reasons: every mutant that one of these is about must survive and allow
 * nothing more, and every survivor that is not equivalent must be among them.
 */
export const acceptedSurvivors: readonly AcceptedSurvivors[] = [
  {
    reason:
      'A Deny of further actions on roles with a colon in their path. C is granted none of these actions, so only a ' +
      'resource policy that names C could tell the difference, and nothing needs one.',
    policy: 'build role',
    statements: ['DenyColonsInRolePaths'],
    mutators: [
      'action lengthened by *',
      'action widened to its service',
      'actions widened to *',
      'action added',
    ],
  },
  {
    reason:
      'The id of a connection that the stack makes is known to AWS alone, so no request can be written down that must ' +
      'be allowed. Where the deployer names a connection, SM-22 requires its use.',
    policy: 'pipeline role',
    statements: ['UseConnection'],
    mutators: ['statement dropped', 'effect swapped'],
  },
  {
    reason: 'A Deny that takes along reading the setting, which building a cluster never does.',
    policy: 'deploy role',
    statements: ['DenyAccountWide'],
    mutators: ['action lengthened by *'],
    before: [
      'ec2:*SnapshotBlockPublicAccess',
      'ec2:*ImageBlockPublicAccess',
      'ec2:*SerialConsoleAccess',
      'ec2:*ByoipCidr',
    ],
  },
  {
    reason:
      'A Deny that takes along deleting the tags and annotations of objects and versions. Nothing of the pipeline ' +
      'writes any, and C is not granted it.',
    policy: 'state bucket',
    statements: ['DenyDeletingStates', 'DenyDeletingVersions'],
    mutators: ['action lengthened by *'],
  },
  {
    reason:
      'A Deny of deleting a version of the bucket itself, which is no request: the action takes an object.',
    policy: 'state bucket',
    statements: ['DenyDeletingVersions'],
    mutators: ['resource widened in a field', 'resources widened to *'],
  },
  {
    reason:
      'A Deny of listing the artifacts to P and C too, which know the keys of their artifacts and are not granted ' +
      'listing. The exception is there for the Deny to read as the one of the objects.',
    policy: 'artifacts bucket',
    statements: ['DenyListingToOthers'],
    mutators: ['statement repeated without its conditions', 'condition dropped', 'condition value dropped'],
  },
  {
    reason:
      'A Deny of more without TLS: of what nothing of the pipeline asks of a topic, or on topics that this policy is not ' +
      'attached to.',
    policy: 'topic',
    statements: ['DenyWithoutTls'],
    mutators: [
      'action widened to its service',
      'actions widened to *',
      'resource lengthened by *',
      'resource widened in a field',
      'resources widened to *',
    ],
  },
];

/** Whether a mutant is one of those. */
export function isAmong(
  { policy, statements, mutators, before }: AcceptedSurvivors,
  mutant: Pick<Mutant, 'policy' | 'statement' | 'mutator' | 'before'>,
): boolean {
  return (
    mutant.policy === policy &&
    statements.includes(mutant.statement) &&
    mutators.includes(mutant.mutator) &&
    (before === undefined || before.includes(mutant.before))
  );
}
