import { z } from 'zod';

/**
 * The name of a management cluster, safe wherever it ends up: as the first segment of an S3 key, as a file
 * name, inside a role session name, as a Kubernetes label and as a shell word without quotes.
 *
 * Lower-case letters, digits and inner hyphens, a letter first, 63 characters at most (RFC 1123's label).
 * `pipeline-runs` is taken: the pipeline's own records stand under it, beside the clusters' states.
 */
export const ClusterName = z
  .string()
  .regex(/^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/, {
    error: ({ input }) =>
      `${JSON.stringify(input)} is not a cluster name: lower-case letters, digits and inner hyphens, ` +
      'a letter first, 63 characters at most',
  })
  .refine((value) => value !== 'pipeline-runs', {
    error: '"pipeline-runs" is not a cluster name: the pipeline keeps its own records under it',
  })
  .brand<'ClusterName'>();
export type ClusterName = z.infer<typeof ClusterName>;
