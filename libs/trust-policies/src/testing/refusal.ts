import { PlatformError } from '@regional-pipeline/platform-model';

/** The PlatformError that a call ends in; anything else fails the test. */
export function refusal(call: () => unknown): PlatformError {
  try {
    call();
  } catch (error) {
    if (error instanceof PlatformError) return error;
    throw error;
  }
  throw new TypeError('the call was not refused');
}
