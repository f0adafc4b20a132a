/** The lock that stood in Terraform's way, as far as it is known. */
export interface StateLock {
  readonly id: string | undefined;
  /** For a message: who holds it, since when, or nothing. */
  readonly holder: string;
}

/**
 * Reads Terraform's and OpenTofu's refusal of a locked state, which lists the lock (`ID`, `Who`, `Operation`,
 * `Created`) where the backend could read it.
 *
 * @param lines of the last error of the target
 * @returns undefined where it is another error
 */
export function explainStateLock(lines: readonly string[]): StateLock | undefined {
  if (!lines.some((line) => /^[\s│|]*Error: Error acquiring the state lock/.test(line))) return undefined;
  const field = (name: string) =>
    lines.map((line) => new RegExp(`^[\\s│|]*${name}:\\s+(\\S.*?)\\s*$`).exec(line)?.[1]).find(Boolean);
  const [id, who, operation, created] = ['ID', 'Who', 'Operation', 'Created'].map(field);
  const known = [
    id && `lock ${id}`,
    who && `held by ${who}`,
    operation && `for ${operation}`,
    created && `since ${created}`,
  ].filter(Boolean);
  return { id, holder: known.length === 0 ? '' : ` (${known.join(', ')})` };
}
