import { wildcard, type Glob } from './glob.js';

const colon = 58;

/**
 * Keeps the wildcards of an ARN's first five fields (arn, partition, service, region, account) inside their field;
 * those of the sixth, the resource, match colons too.
 *
 * @param lastStarRunsOn whether a `*` that ends a field may run on past the colon behind it. AWS documents that for
 *   the Resource element ("Using wildcards in resource ARNs": `arn:aws:s3:*` covers every bucket and object), and for
 *   the Arn operators that each of the six fields is compared separately.
 */
export function confineToArnFields(glob: Glob, lastStarRunsOn: boolean): Glob {
  let colons = 0;
  return glob.map((symbol, index) => {
    if (symbol === colon) colons++;
    if (symbol >= 0 || colons >= 5) return symbol;
    if (symbol === wildcard.anyCharacter) return wildcard.anyFieldCharacter;
    const next = glob[index + 1];
    const endsField = next === undefined || next === colon;
    return lastStarRunsOn && endsField ? symbol : wildcard.anyFieldCharacters;
  });
}
