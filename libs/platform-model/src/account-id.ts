import { z } from 'zod';

/**
 * A 12-digit AWS account id, as a string: leading zeros count, so it is never a number.
 *
 * The schema's message names the value, for it is shown to whoever wrote the input.
 */
export const AccountId = z
  .string()
  .regex(/^\d{12}$/, { error: ({ input }) => `${JSON.stringify(input)} is not a 12-digit account id` })
  .brand<'AccountId'>();
export type AccountId = z.infer<typeof AccountId>;
