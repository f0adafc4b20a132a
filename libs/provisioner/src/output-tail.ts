/** Which of a process's two outputs a line came from. */
export type OutputStream = 'stdout' | 'stderr';

const keptLines = 200;
const shownLines = 20;
const shownCharacters = 2_000;

/** The end of a target's output, as much as a message needs of it. */
export interface OutputTail {
  add(text: string, stream: OutputStream): void;
  /** Whether one of the kept lines of stderr matches. */
  hasError(pattern: RegExp): boolean;
  /** The lines that say what went wrong: the last error block of Terraform, else the last lines at all. */
  meaningfulLines(): string[];
}

/** Keeps the last lines of both streams, in the order in which they came. */
export function createOutputTail(): OutputTail {
  const lines: { text: string; stream: OutputStream }[] = [];
  return {
    add: (text, stream) => {
      lines.push({ text: text.slice(0, shownCharacters), stream });
      if (lines.length > 2 * keptLines) lines.splice(0, keptLines);
    },
    hasError: (pattern) => lines.some(({ text, stream }) => stream === 'stderr' && pattern.test(text)),
    meaningfulLines: () => {
      const said = lines.filter(({ text }) => text.trim() !== '' && !/^make(?:\[\d+\])?: /.test(text));
      const start = said.findLastIndex(({ text }) => /^[\s│|]*Error: /.test(text));
      const stream = said[start]?.stream;
      const block =
        start < 0 ? said.slice(-shownLines) : said.slice(start).filter((line) => line.stream === stream);
      return block.slice(0, shownLines).map(({ text }) => text);
    },
  };
}
