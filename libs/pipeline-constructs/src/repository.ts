import { z } from 'zod';

/**
 * The repository that the pipeline deploys from, as its host spells it: `owner/repo`, or with GitLab's
 * subgroups `group/subgroup/repo`.
 */
export const RepositoryId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9_.-]+)+$/, {
    error: ({ input }) => `${JSON.stringify(input)} is not a repository id such as owner/repo`,
  })
  .brand<'RepositoryId'>();
export type RepositoryId = z.infer<typeof RepositoryId>;

/**
 * What git refuses in a branch name (git-check-ref-format), in as far as CodePipeline could be given it; and braces,
 * which the pipeline's trigger would read as a pattern.
 */
const notInBranchNames = /[\s~^:?*[\\{}]|\p{Cc}|\.\.|@\{|\/\/|^[-/]|[/.]$|\.lock$/u;

/** The branch whose pushes start the pipeline, without `refs/heads/`. */
export const BranchName = z
  .string()
  .min(1, { error: 'a branch name has at least one character' })
  .max(255, { error: 'a branch name has at most 255 characters' })
  .refine((value) => !notInBranchNames.test(value) && !value.startsWith('refs/'), {
    error: ({ input }) => `${JSON.stringify(input)} is not a branch name such as main`,
  })
  .brand<'BranchName'>();
export type BranchName = z.infer<typeof BranchName>;

/** The branch that is deployed unless the deployer says otherwise. */
export const defaultBranchName = BranchName.parse('main');
