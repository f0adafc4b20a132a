import { defineErrors } from '@regional-pipeline/platform-model';

/** Everything that a policy builder refuses: each is wrong configuration, found before anything is synthesized. */
export const trustPolicyErrors = defineErrors('trust-policies', {
  NameIsPattern: {
    phase: 'usage',
    retryable: false,
    meaning:
      'A name or ARN that goes into a policy holds a wildcard, so the policy would reach more than one thing.',
    remedy: 'Give the exact name, without * and ?.',
  },
  AssumeScopeEmpty: {
    phase: 'usage',
    retryable: false,
    meaning: 'The build role would be allowed to assume the deploy role in no account at all.',
    remedy:
      'Name at least one account or organization path, or leave the scope out to allow the whole organization.',
  },
  OrganizationPathInvalid: {
    phase: 'usage',
    retryable: false,
    meaning: 'A path of an organizational unit does not name one organization, root and unit.',
    remedy:
      'Write it as AWS does: o-exampleorgid/r-root/ou-root-unit/ for the unit, followed by * for those below too.',
  },
  BreakGlassRoleForeign: {
    phase: 'usage',
    retryable: false,
    meaning: 'The break-glass role is no role of the regional account; the state never leaves that account.',
    remedy: 'Name a role of the regional account by its full ARN.',
  },
  PolicyTooLong: {
    phase: 'usage',
    retryable: false,
    meaning: 'A policy is longer than IAM takes.',
    remedy: 'Scope by organization or organizational units instead of by a list of accounts.',
  },
});
