import { z } from 'zod';

/**
 * How a region's clusters are worked on: all in one build, or each in a build of its own that a state machine starts.
 * docs/scale-out.md says what each can do and costs.
 */
export const FanOut = z.enum(['one-build', 'distributed-map'], {
  error: ({ input }) => `${JSON.stringify(input)} is neither one-build nor distributed-map`,
});
export type FanOut = z.infer<typeof FanOut>;

/**
 * How many builds a fan-out has at once.
 *
 * A distributed map runs 10,000 at once at most (Step Functions Developer Guide, "Quotas"). What a region's account may
 * build at once is a quota of CodeBuild, which a larger number here does not change.
 */
export const FanOutConcurrency = z
  .int({ error: ({ input }) => `${JSON.stringify(input)} is not a whole number` })
  .min(1, { error: ({ input }) => `${String(input)} builds at once would build nothing: give 1 or more` })
  .max(10_000, {
    error: ({ input }) => `${String(input)} are more than the 10000 that a distributed map runs`,
  })
  .brand<'FanOutConcurrency'>();
export type FanOutConcurrency = z.infer<typeof FanOutConcurrency>;

/** As many as CodeBuild runs at once by default on some platforms (CodeBuild User Guide, "Quotas for AWS CodeBuild"). */
export const defaultFanOutConcurrency = FanOutConcurrency.parse(20);

/** Of how many of the clusters, in percent, the builds may fail before no more are started. */
export const ToleratedFailurePercentage = z
  .number({ error: ({ input }) => `${JSON.stringify(input)} is not a number` })
  .min(0, { error: ({ input }) => `${String(input)} percent are less than none` })
  .max(100, { error: ({ input }) => `${String(input)} percent are more than all` })
  .brand<'ToleratedFailurePercentage'>();
export type ToleratedFailurePercentage = z.infer<typeof ToleratedFailurePercentage>;

/** One cluster that fails stops no other, as in one build. */
export const defaultToleratedFailurePercentage = ToleratedFailurePercentage.parse(100);
