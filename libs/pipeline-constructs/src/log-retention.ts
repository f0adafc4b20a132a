import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { z } from 'zod';

/** The periods that CloudWatch Logs offers; "infinite" is left out, it is a period that nobody chose. */
const periods: readonly number[] = Object.values(RetentionDays)
  .filter((value) => typeof value === 'number')
  .filter((days) => days !== RetentionDays.INFINITE);

/** How many days the build's log is kept: one of the periods that CloudWatch Logs offers. */
export const LogRetentionDays = z
  .int({ error: ({ input }) => `${JSON.stringify(input)} is not a whole number of days` })
  .refine((value) => periods.includes(value), {
    error: ({ input }) => `${String(input)} days are not offered by CloudWatch Logs: ${periods.join(', ')}`,
  })
  .brand<'LogRetentionDays'>();
export type LogRetentionDays = z.infer<typeof LogRetentionDays>;

/** A year: an audit asks what was deployed when, and by which revision. */
export const defaultLogRetentionDays = LogRetentionDays.parse(365);
