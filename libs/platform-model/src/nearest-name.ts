import { distance } from 'fastest-levenshtein';

/**
 * The name that was most likely meant by `typed`: the nearest by edit distance, ignoring case and what joins the
 * words; none where nothing is within two letters, or a third of the name.
 */
export function nearestName(typed: string, names: readonly string[]): string | undefined {
  const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');
  const [nearest] = names
    .map((name) => ({ name, away: distance(plain(typed), plain(name)) }))
    .filter(({ name, away }) => away <= Math.max(2, Math.floor(plain(name).length / 3)))
    .sort((left, right) => left.away - right.away);
  return nearest?.name;
}
