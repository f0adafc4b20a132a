import { compareKeys } from './bucket-objects.js';

/** What a listing is asked for. */
export interface ListingQuery {
  readonly prefix: string;
  /** Keys that go on past the first one of these after the prefix are shown as one common prefix. */
  readonly delimiter: string;
  readonly maxKeys: number;
}

/** One page of a listing. */
export interface ListingPage<T> {
  readonly items: readonly T[];
  readonly commonPrefixes: readonly string[];
  readonly truncated: boolean;
}

/**
 * Cuts one page out of `entries`, which are sorted by key and stand behind the page before.
 *
 * An entry and a common prefix count alike towards `maxKeys`, as in S3.
 */
export function listPage<T extends { readonly key: string }>(
  entries: readonly T[],
  { prefix, delimiter, maxKeys }: ListingQuery,
): ListingPage<T> {
  const items: T[] = [];
  const commonPrefixes: string[] = [];
  for (const entry of entries) {
    if (!entry.key.startsWith(prefix)) continue;
    const common = commonPrefixOf(entry.key, prefix, delimiter);
    if (common !== undefined && commonPrefixes.at(-1) === common) continue;
    if (items.length + commonPrefixes.length >= maxKeys) {
      return { items, commonPrefixes, truncated: maxKeys > 0 };
    }
    if (common === undefined) items.push(entry);
    else commonPrefixes.push(common);
  }
  return { items, commonPrefixes, truncated: false };
}

/** Whether `key` comes after the last thing of a page, which was a key or a common prefix. */
export function isBehind(key: string, marker: string, prefix: string, delimiter: string): boolean {
  if (compareKeys(key, marker) <= 0) return false;
  return commonPrefixOf(key, prefix, delimiter) !== marker;
}

/** The last key or common prefix that a page shows. */
export function lastShown({
  items,
  commonPrefixes,
}: ListingPage<{ readonly key: string }>): string | undefined {
  return [items.at(-1)?.key, commonPrefixes.at(-1)]
    .filter((name): name is string => name !== undefined)
    .sort(compareKeys)
    .at(-1);
}

function commonPrefixOf(key: string, prefix: string, delimiter: string): string | undefined {
  if (delimiter === '' || !key.startsWith(prefix)) return undefined;
  const end = key.indexOf(delimiter, prefix.length);
  return end < 0 ? undefined : key.slice(0, end + delimiter.length);
}
