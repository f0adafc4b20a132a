import { longestMatch, type Redactor } from './redactor.js';

/** A line that has no end after this many characters is cut. */
const longestLine = 4 * longestMatch;

/** Turns the chunks of one stream into redacted lines, in bounded memory. */
export interface LineSplitter {
  /** The lines that the chunk completes. */
  readonly push: (chunk: string) => string[];
  /** What is left when the stream has ended. */
  readonly end: () => string[];
}

/**
 * Splits a stream at its line ends and masks the credentials in it. A line that never ends is cut in pieces, and
 * never inside of a secret: the last `longestMatch` characters wait until it is clear what they are.
 */
export function createLineSplitter(redactor: Redactor): LineSplitter {
  let pending = '';
  return {
    push: (chunk) => {
      pending += chunk;
      const lines: string[] = [];
      const end = pending.lastIndexOf('\n');
      if (end >= 0) {
        // All lines in one go: a pass for each costs more than the rest of the work on short lines.
        lines.push(...withoutReturns(redactor.redact(pending.slice(0, end)).redacted.split('\n')));
        pending = pending.slice(end + 1);
      }
      if (pending.length > longestLine) {
        const { redacted, consumed } = redactor.redact(pending, cutBefore(pending, longestMatch));
        lines.push(redacted);
        pending = pending.slice(consumed);
      }
      return lines;
    },
    end: () => {
      const rest = pending;
      pending = '';
      return rest === '' ? [] : withoutReturns([redactor.redact(rest).redacted]);
    },
  };
}

function withoutReturns(lines: string[]): string[] {
  return lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
}

/** Where to cut so that `keep` characters stay, and no character outside the basic plane is halved. */
function cutBefore(text: string, keep: number): number {
  const cut = text.length - keep;
  const before = text.charCodeAt(cut - 1);
  return before >= 0xd800 && before <= 0xdbff ? cut - 1 : cut;
}
