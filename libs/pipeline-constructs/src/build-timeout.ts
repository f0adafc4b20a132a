import { z } from 'zod';

/**
 * How long one build may take, in minutes.
 *
 * CodeBuild takes 5 minutes to 36 hours (source: `TimeoutInMinutes` of its API). CodePipeline ends an action by itself as
 * well: its user guide had 8 hours for a build ("Quotas in AWS CodePipeline"), so ask for its quota before giving more.
 */
export const BuildTimeoutMinutes = z
  .int({ error: ({ input }) => `${JSON.stringify(input)} is not a whole number of minutes` })
  .min(5, { error: ({ input }) => `${String(input)} minutes are less than the 5 that CodeBuild takes` })
  .max(2160, { error: ({ input }) => `${String(input)} minutes are more than the 2160 that CodeBuild takes` })
  .brand<'BuildTimeoutMinutes'>();
export type BuildTimeoutMinutes = z.infer<typeof BuildTimeoutMinutes>;

/** Eight hours: a region of dozens of new clusters, at 13 to 40 minutes a cluster and several at once. */
export const defaultBuildTimeoutMinutes = BuildTimeoutMinutes.parse(480);
