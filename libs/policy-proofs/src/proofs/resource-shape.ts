import { characters } from '../regular/character-class.js';
import { many, one, sequence, type Sequence } from '../regular/sequence.js';

const field = many(characters.notColon);
const digits = Array.from({ length: 12 }, () => one(characters.digit));
const arnWithAccount = (account: Sequence) =>
  sequence('arn:', field, ':', field, ':', field, ':', account, ':', many(characters.any));

/** The resources of requests: `*` for an action without one, or an ARN of six fields. */
export const resourceShapes = {
  any: [sequence('*'), arnWithAccount([field])],
  /** Its ARN names the account that owns it. */
  naming: [arnWithAccount(digits)],
  /** No other account's: decided in the principal's own. */
  ownerless: [sequence('*'), arnWithAccount(sequence('aws'))],
} as const satisfies Readonly<Record<string, readonly Sequence[]>>;

/** The ids of accounts, for resources whose ARN names none. */
export const ownerShapes: readonly Sequence[] = [digits];
