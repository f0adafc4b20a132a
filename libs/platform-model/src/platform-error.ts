/**
 * When an error stops the work, which decides the orchestrator's exit code.
 *
 * - `usage`: wrong usage or configuration, exit code 2
 * - `input`: an input could not be read, or a check before the run failed, exit code 3
 * - `cluster`: one cluster's failure; the others go on, exit code 1
 */
export type ErrorPhase = 'usage' | 'input' | 'cluster';

/** The exit code that stands for a phase. */
export const exitCodeByPhase: Readonly<Record<ErrorPhase, 1 | 2 | 3>> = { cluster: 1, usage: 2, input: 3 };

/** One row of a library's table of errors: what the page of errors and the exit codes are made from. */
export interface ErrorKind {
  /** Stable, for programs: `CentralStateAccessDenied`. */
  readonly code: string;
  /** The library that raises it. */
  readonly source: string;
  readonly phase: ErrorPhase;
  /** Whether the same call may succeed later with nothing changed by a person. */
  readonly retryable: boolean;
  /** Set where AWS answers that too many requests are made: a fleet then works on fewer clusters at once. */
  readonly throttling?: true;
  /** What it means, in one sentence for the page of errors. */
  readonly meaning: string;
  /** What to do about it in general; the error itself says it with its values. */
  readonly remedy: string;
}

/** Declares a library's errors once: the keys become the codes. */
export function defineErrors<Code extends string>(
  source: string,
  kinds: Readonly<Record<Code, Omit<ErrorKind, 'code' | 'source'>>>,
): Readonly<Record<Code, ErrorKind>> {
  const entries = Object.entries(kinds) as [Code, Omit<ErrorKind, 'code' | 'source'>][];
  const table: Partial<Record<Code, ErrorKind>> = {};
  for (const [code, kind] of entries) table[code] = { code, source, ...kind };
  return table as Record<Code, ErrorKind>;
}

/** What an error carries besides its kind. */
export interface PlatformErrorDetails {
  /** What failed, with the actual values. */
  readonly message: string;
  /** What to do now, with the actual values; the kind's remedy where it is left out. */
  readonly remedy?: string;
  /** The values of the message again, for programs. Never a credential. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** The error underneath. */
  readonly cause?: unknown;
  /** Overrides the kind's, where the cause tells better. */
  readonly retryable?: boolean;
}

/**
 * The base of every expected failure: it says what failed, why, whether trying again helps and what to do now.
 * Whatever is thrown and is not one of these is a defect of the program.
 */
export class PlatformError extends Error {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly source: string;
  readonly remedy: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly retryable: boolean;

  constructor(kind: ErrorKind, details: PlatformErrorDetails) {
    super(details.message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'PlatformError';
    this.kind = kind;
    this.code = kind.code;
    this.source = kind.source;
    this.remedy = details.remedy ?? kind.remedy;
    this.context = details.context ?? {};
    this.retryable = details.retryable ?? kind.retryable;
  }

  /** The error in one paragraph: `Code: what failed. What to do.` */
  describe(): string {
    return `${this.code}: ${this.message} ${this.remedy}`;
  }
}

/** Tells a PlatformError from a defect, also across two copies of this library in one process. */
export function isPlatformError(value: unknown): value is PlatformError {
  return value instanceof Error && value.name === 'PlatformError' && 'kind' in value;
}
