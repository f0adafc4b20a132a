/**
 * What whatever was thrown says of itself, in one piece for the parentheses of a message:
 * `could not write x (ENOSPC: no space left on device).` An error without a message, as Node.js throws where every
 * address of a host refuses, gives its code.
 */
export function reasonOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const { message, code } = error as { readonly message?: unknown; readonly code?: unknown };
  const said = [message, code].find((text) => typeof text === 'string' && text !== '');
  return typeof said === 'string' ? said : Object.prototype.toString.call(error);
}
