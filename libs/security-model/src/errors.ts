import { defineErrors } from '@regional-pipeline/platform-model';

/** What keeps the statements from being asked at all. A statement that does not hold is an answer, not an error. */
export const securityModelErrors = defineErrors('security-model', {
  DeploymentIncomplete: {
    phase: 'input',
    retryable: false,
    meaning: 'A template lacks a role, a bucket or a policy that the security model is about.',
    remedy: 'Give the template its missing part; without it nothing can be proved of it.',
  },
  ResourceNotCovered: {
    phase: 'input',
    retryable: false,
    meaning:
      'A template has a role, a bucket or a kind of resource that no statement of the security model is about.',
    remedy: 'Put it into a stack of its own, or write the statements that it has to satisfy.',
  },
  StatementUnknown: {
    phase: 'usage',
    retryable: false,
    meaning: 'A statement is asked for by an id that no statement has.',
    remedy: 'Use one of the ids in docs/security-model.md.',
  },
});
