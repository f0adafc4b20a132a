/** What an error of the system or the SDK says, for the parentheses of a message. */
export function failureReason(cause: unknown): string {
  return typeof cause === 'object' && cause !== null && 'message' in cause
    ? String(cause.message)
    : String(cause);
}
