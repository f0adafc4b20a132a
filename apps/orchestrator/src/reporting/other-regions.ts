/** More skipped accounts of other regions than this are counted and not listed: a fleet has thousands. */
const listed = 20;

/**
 * What of a list is shown to people: all but the accounts of other regions beyond the first twenty.
 *
 * @param reasonOf the reason for which an entry is skipped, null where it is not
 */
export function foldOtherRegions<T>(
  entries: readonly T[],
  reasonOf: (entry: T) => string | null,
): { readonly shown: readonly T[]; readonly hidden: number } {
  let seen = 0;
  const shown = entries.filter((entry) => reasonOf(entry) !== 'other-region' || seen++ < listed);
  return { shown, hidden: entries.length - shown.length };
}
