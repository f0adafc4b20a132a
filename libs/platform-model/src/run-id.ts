import { z } from 'zod';

/** One run of the orchestrator, `20260131t235959-0a1b`: sorts by time, and fits where a cluster name fits. */
export const RunId = z
  .string()
  .regex(/^\d{8}t\d{6}-[0-9a-f]{4}$/, { error: ({ input }) => `${JSON.stringify(input)} is not a run id` })
  .brand<'RunId'>();
export type RunId = z.infer<typeof RunId>;

/**
 * Makes the id of a run that starts at `startedAt` (UTC, to the second).
 *
 * @param entropy an integer from 0 to 65535 that keeps two runs of one second apart
 */
export function formatRunId(startedAt: Date, entropy: number): RunId {
  const second = startedAt.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', 't');
  return RunId.parse(`${second}-${(entropy & 0xffff).toString(16).padStart(4, '0')}`);
}
