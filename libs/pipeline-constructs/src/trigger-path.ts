import { z } from 'zod';
import type { OrchestratorPath } from './orchestrator-path.js';

/**
 * Files of the repository whose change starts the pipeline: a path or a glob such as `terraform/**`.
 *
 * Definitions of clusters are left out: each region's pipeline has its own region's, and a pattern for all of them
 * would start every pipeline on every change.
 */
export const TriggerPath = z
  .string()
  .regex(/^[^\s/][^\s]{0,254}$/, {
    abort: true,
    error: ({ input }) =>
      `${JSON.stringify(input)} is not a path or a glob from the repository's root such as terraform/**, of at most ` +
      '255 characters and without blanks',
  })
  .refine((value) => !/^(?:\*|\{|\[|\?|management-clusters(?:\/|$))/.test(value), {
    error: ({ input }) =>
      `${JSON.stringify(input)} takes in the definitions of other regions: name a folder or a file beside management-clusters`,
  })
  .brand<'TriggerPath'>();
export type TriggerPath = z.infer<typeof TriggerPath>;

/** CodePipeline takes eight patterns in a filter (GitFilePathFilterCriteria of its API), and one is the region's own. */
export const mostTriggerPaths = 7;

/** What the make targets of a platform repository are made of, and the orchestrator that it carries. */
export function defaultTriggerPaths(orchestratorPath: OrchestratorPath): readonly TriggerPath[] {
  return [
    'Makefile',
    'scripts/**',
    'terraform/**',
    orchestratorPath,
  ] as readonly string[] as readonly TriggerPath[];
}
