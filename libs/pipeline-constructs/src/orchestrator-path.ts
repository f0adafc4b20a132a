import { z } from 'zod';

/**
 * Where the platform repository carries the bundled orchestrator, relative to its root.
 *
 * It becomes a word of a build command, so it takes no character that a shell reads, no leading hyphen in any
 * segment, and no way out of the repository.
 */
export const OrchestratorPath = z
  .string()
  .regex(/^(?:[A-Za-z0-9_.][A-Za-z0-9_.-]*\/)*[A-Za-z0-9_.][A-Za-z0-9_.-]*\.(?:mjs|cjs|js)$/, {
    error: ({ input }) =>
      `${JSON.stringify(input)} is not a path of a .mjs, .cjs or .js file relative to the repository, ` +
      'made of letters, digits, dots, underscores, inner hyphens and slashes',
  })
  .refine((value) => value.split('/').every((segment) => segment !== '..' && segment !== '.'), {
    error: ({ input }) => `${JSON.stringify(input)} has a segment "." or "..": name the file from the root`,
  })
  .brand<'OrchestratorPath'>();
export type OrchestratorPath = z.infer<typeof OrchestratorPath>;

/** The path that the platform repository uses unless it says otherwise. */
export const defaultOrchestratorPath = OrchestratorPath.parse('regional-pipeline/orchestrator.mjs');
