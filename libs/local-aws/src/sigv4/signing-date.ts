import { AuthenticationFailure } from './authentication-failure.js';

/** AWS refuses a request signed more than 15 minutes away from its own clock. */
const allowedSkewMs = 15 * 60 * 1000;

/**
 * The time a request was signed at, out of its `x-amz-date` (`20260131T235959Z`).
 *
 * @throws AuthenticationFailure malformed or skewed
 */
export function parseSigningDate(value: string | undefined, now: Date): Date {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(value ?? '');
  if (!parts) throw new AuthenticationFailure('malformed', 'The request has no valid x-amz-date header.');
  const [, year, month, day, hour, minute, second] = parts;
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(date.getTime())) {
    throw new AuthenticationFailure('malformed', 'The x-amz-date header is not a date.');
  }
  if (Math.abs(date.getTime() - now.getTime()) > allowedSkewMs) {
    throw new AuthenticationFailure(
      'skewed',
      `The request was signed at ${date.toISOString()}, and it is ${now.toISOString()} here.`,
    );
  }
  return date;
}
