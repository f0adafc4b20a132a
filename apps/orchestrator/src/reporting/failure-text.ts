import type { PlatformError } from '@regional-pipeline/platform-model';
import type { Paint } from './palette.js';
import { printableRest } from './printable.js';

/** Why a command could not do its work, and what to do, for people. */
export function formatFailureText(error: PlatformError, paint: Paint): string {
  const again = error.retryable ? ' Trying again may help.' : '';
  return `${paint('red', error.code)}: ${printableRest(error.message)}\n${paint('bold', 'What to do:')} ${printableRest(error.remedy)}${again}\n`;
}

/** The same as a JSON line, for programs. */
export function formatFailureJson(error: PlatformError): string {
  const { code, message, remedy, retryable } = error;
  return `${JSON.stringify({ type: 'error', code, message, remedy, retryable })}\n`;
}
