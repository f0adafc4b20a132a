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
  /**
   * What Terraform reported as errors, each as its lines without the frame around them: from `Error: …` on to the
   * next one, or to the end of the stream.
   */
  errorBlocks(): readonly (readonly string[])[];
  /** The lines that say what went wrong: the last error block of Terraform, else the last lines at all. */
  meaningfulLines(): string[];
}

/** Keeps the last lines of both streams, in the order in which they came. */
export function createOutputTail(): OutputTail {
  const lines: { text: string; stream: OutputStream }[] = [];
  const said = () => lines.filter(({ text }) => text.trim() !== '' && !/^make(?:\[\d+\])?: /.test(text));
  return {
    add: (text, stream) => {
      lines.push({ text: text.slice(0, shownCharacters), stream });
      if (lines.length > 2 * keptLines) lines.splice(0, keptLines);
    },
    hasError: (pattern) => lines.some(({ text, stream }) => stream === 'stderr' && pattern.test(text)),
    errorBlocks: () => {
      const blocks: string[][] = [];
      for (const { text, stream } of said()) {
        if (stream !== 'stderr') continue;
        const line = withoutFrame(text);
        if (line.startsWith('Error: ')) blocks.push([]);
        blocks.at(-1)?.push(line);
      }
      return blocks;
    },
    meaningfulLines: () => {
      const all = said();
      const start = all.findLastIndex(({ text }) => withoutFrame(text).startsWith('Error: '));
      const stream = all[start]?.stream;
      const block =
        start < 0 ? all.slice(-shownLines) : all.slice(start).filter((line) => line.stream === stream);
      return block.slice(0, shownLines).map(({ text }) => text);
    },
  };
}

/** A line of a message of Terraform's, without what stands around it on a terminal. */
export function withoutFrame(line: string): string {
  return line.replace(/^[\s╷│|╵]+/, '');
}
