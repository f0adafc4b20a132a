import { z } from 'zod';

/** How many of something in an hour are still usual; one more sets off an alarm. */
export const HourlyLimit = z
  .int({ error: ({ input }) => `${JSON.stringify(input)} is not a whole number` })
  .min(1, {
    error: ({ input }) => `${String(input)} in an hour would be an alarm at every run: give 1 or more`,
  })
  .brand<'HourlyLimit'>();
export type HourlyLimit = z.infer<typeof HourlyLimit>;

/** Runs are queued one behind the other, and one that finds nothing to do takes some minutes. */
export const defaultRunsPerHour = HourlyLimit.parse(12);

/** More clusters than a region has in its first years. */
export const defaultClustersPerHour = HourlyLimit.parse(200);
