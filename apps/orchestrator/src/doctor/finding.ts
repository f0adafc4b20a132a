import { isPlatformError, reasonOf } from '@regional-pipeline/platform-model';

/** What a check found. A warning does not stop a run; a failure would. */
export interface Finding {
  /** What was looked at: `make`, `role of mc01`. */
  readonly subject: string;
  readonly status: 'ok' | 'warning' | 'failed' | 'skipped';
  /** What was found, with its values. */
  readonly detail: string;
  /** What to do about it; null where nothing is to be done. */
  readonly remedy: string | null;
}

/** All is well. */
export function ok(subject: string, detail: string): Finding {
  return { subject, status: 'ok', detail, remedy: null };
}

/** It could not be looked at, and why. */
export function skipped(subject: string, detail: string): Finding {
  return { subject, status: 'skipped', detail, remedy: null };
}

/** It works, but not well, or not for long. */
export function warning(subject: string, detail: string, remedy: string): Finding {
  return { subject, status: 'warning', detail, remedy };
}

/** A run would fail of it. */
export function failed(subject: string, detail: string, remedy: string): Finding {
  return { subject, status: 'failed', detail, remedy };
}

/** A failure by what was thrown. */
export function failedBy(subject: string, error: unknown): Finding {
  if (isPlatformError(error)) return failed(subject, `${error.code}: ${error.message}`, error.remedy);
  return failed(subject, reasonOf(error), 'Report it with the message: a defect of the program.');
}
