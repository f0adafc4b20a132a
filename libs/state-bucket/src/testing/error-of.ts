import { PlatformError } from '@regional-pipeline/platform-model';

/** The error that a call ends with. */
export async function errorOf(call: Promise<unknown>): Promise<PlatformError> {
  const error: unknown = await call.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  if (error instanceof PlatformError) return error;
  throw error instanceof Error ? error : new TypeError('the call should have failed');
}
