import { z } from 'zod';

const Milliseconds = z.int().nonnegative();

/** Within which limits a run works. They are part of its record, so that `resume` goes on within the same ones. */
export const RunLimits = z.strictObject({
  /** How many clusters at once at most. */
  concurrency: z.int().positive(),
  /** After more failures than that nothing more is started; null where failures end nothing. */
  maxFailures: z.int().nonnegative().nullable(),
  /** How long a deployed wave is left alone before the next one starts. */
  bakeMs: Milliseconds,
  /** A command that looks at a deployed wave; null where nobody does. */
  waveCheck: z.string().nullable(),
  /** How long one cluster's make target may take. */
  clusterTimeoutMs: Milliseconds,
  /** How long a cluster is tried again after its first failure, where trying again may help. */
  retryBudgetMs: Milliseconds,
  /** How long a cluster is taken to need that was never deployed before. */
  assumedMs: Milliseconds,
});
export type RunLimits = z.infer<typeof RunLimits>;

/** EKS takes 13 to 40 minutes for a cluster, so a target that works for two hours hangs. */
export const usualLimits: RunLimits = {
  concurrency: 4,
  maxFailures: null,
  bakeMs: 0,
  waveCheck: null,
  clusterTimeoutMs: 2 * 3_600_000,
  retryBudgetMs: 10 * 60_000,
  assumedMs: 40 * 60_000,
};

/** What is recorded of how a run was asked for, by the command that asked. */
export const AskedRun = z.strictObject({
  /** Named with `--cluster`; empty where the whole region was asked for. */
  clusters: z.array(z.string()),
  limits: RunLimits,
});
export type AskedRun = z.infer<typeof AskedRun>;
