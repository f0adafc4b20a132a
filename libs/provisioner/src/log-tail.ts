import { open, type FileHandle } from 'node:fs/promises';

/** The end of a log that is too long: what is written last, in the order in which it came. */
export interface LogTail {
  write(text: string, bytes: number): Promise<void>;
  /** Closes the files; those that hold the end, the earlier first, and how much is in none of them. */
  end(): Promise<{ readonly files: readonly string[]; readonly leftOutBytes: number }>;
}

interface Segment {
  readonly file: string;
  readonly handle: FileHandle;
  bytes: number;
}

/**
 * Keeps the end of a log in two files by turns: when one is full the other one is begun anew. So the last
 * `segmentBytes` at least are kept, twice as much at most, and nothing in memory.
 */
export function openLogTail(logFile: string, segmentBytes: number): LogTail {
  let previous: Segment | undefined;
  let current: Segment | undefined;
  let leftOutBytes = 0;

  const turn = async () => {
    const file = previous?.file ?? `${logFile}.tail-${current ? '1' : '0'}`;
    leftOutBytes += previous?.bytes ?? 0;
    await previous?.handle.close();
    previous = current;
    current = { file, handle: await open(file, 'w', 0o600), bytes: 0 };
    return current;
  };
  return {
    write: async (text, bytes) => {
      const isFull = current !== undefined && current.bytes > 0 && current.bytes + bytes > segmentBytes;
      const segment = current && !isFull ? current : await turn();
      await segment.handle.appendFile(text);
      segment.bytes += bytes;
    },
    end: async () => {
      const segments = [previous, current].filter((segment) => segment !== undefined);
      for (const { handle } of segments) await handle.close();
      return { files: segments.map(({ file }) => file), leftOutBytes };
    },
  };
}
