import type { Readable } from 'node:stream';
import { createLineSplitter } from './line-splitter.js';
import type { OutputLog } from './output-log.js';
import type { OutputStream, OutputTail } from './output-tail.js';
import type { ProvisionObserver } from './provision-request.js';
import type { Redactor } from './redactor.js';

/** Where a target's output goes, and what is masked in it. */
export interface OutputListenerOptions {
  readonly redactor: Redactor;
  readonly observer: ProvisionObserver;
  readonly log: OutputLog;
  readonly tail: OutputTail;
}

/** Reads the two streams of a target. */
export interface OutputListener {
  /** Resolves at the stream's end, also when it was cut off; never rejects. */
  read(stream: Readable, name: OutputStream): Promise<void>;
  /** Passes on lines that need no redaction, in the place of the output where they were said. */
  pass(lines: readonly string[], name: OutputStream): Promise<void>;
  /** Throws what the observer threw: a target at work is not to be left alone for a defect of a listener. */
  rethrowDefect(): void;
}

/** Passes a target's output on, redacted, as fast as the log file takes it. */
export function createOutputListener({
  redactor,
  observer,
  log,
  tail,
}: OutputListenerOptions): OutputListener {
  let defect: { readonly thrown: unknown } | undefined;

  const pass = async (lines: readonly string[], name: OutputStream) => {
    if (lines.length === 0) return;
    for (const line of lines) {
      tail.add(line, name);
      try {
        if (!defect) observer.line(line, name);
      } catch (thrown) {
        defect = { thrown };
      }
    }
    await log.write(`${lines.join('\n')}\n`);
  };

  return {
    pass,
    read: async (stream, name) => {
      const splitter = createLineSplitter(redactor);
      try {
        for await (const chunk of stream.setEncoding('utf8'))
          await pass(splitter.push(chunk as string), name);
      } catch {
        // The stream was given up: what it held until then is passed on all the same.
      }
      await pass(splitter.end(), name);
    },
    rethrowDefect: () => {
      if (defect) throw defect.thrown;
    },
  };
}
