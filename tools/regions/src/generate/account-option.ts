/**
 * An account id as Nx gives it from the command line: a number, but for one with a leading zero, which it leaves text
 * as long as the option's schema says `anyOf`. So `String()` of it is what was typed.
 */
export type AccountOption = string | number;

/** Accounts that are given once, repeated, or separated by commas. */
export function accountList(given: AccountOption | readonly AccountOption[]): string[] {
  return [given].flat().flatMap((account) => String(account).split(','));
}
