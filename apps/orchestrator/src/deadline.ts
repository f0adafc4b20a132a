/** A build that is cut off at its limit leaves locks: so much of it is kept for ending well. */
const reserveMs = 5 * 60_000;

/** What a timer of Node.js can wait for, in whole days: a longer one ends at once. */
const longestMs = 24 * 24 * 3_600_000;

/**
 * Reads a deadline: a moment (`2026-01-31T23:59:59Z`), or how long from now (`90m`, `2h`, `45s`).
 *
 * @returns milliseconds since 1970, or undefined where the text is neither, or more than 24 days away
 */
export function parseDeadline(text: string, now: number): number | undefined {
  const duration = parseDuration(text);
  if (duration !== undefined) return now + duration;
  // Without a zone it would be the machine's: a build's is not the laptop's.
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return undefined;
  const moment = Date.parse(text);
  return moment - now <= longestMs ? moment : undefined;
}

/** Reads a duration: `45s`, `90m`, `2h`. In milliseconds, or undefined where it is none, or longer than 24 days. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d{1,6})(ms|s|m|h)$/.exec(text);
  if (!match) return undefined;
  const unit = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }[match[2] ?? ''] ?? 0;
  const milliseconds = Number(match[1]) * unit;
  return milliseconds <= longestMs ? milliseconds : undefined;
}

/**
 * When the build that this is will be cut off, less what ending well takes: CodeBuild says when it began, the build
 * project how long it may take. Undefined outside of a build.
 */
export function buildDeadline(environment: Readonly<Record<string, string | undefined>>): number | undefined {
  const startedAt = Number(environment['CODEBUILD_START_TIME']);
  const minutes = Number(environment['BUILD_TIMEOUT_MINUTES']);
  // Not a number where it is not set, and zero where it is empty.
  if (!(startedAt > 0) || !(minutes > 0)) return undefined;
  return startedAt + minutes * 60_000 - reserveMs;
}
