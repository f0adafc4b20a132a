/** What stands where a secret stood. */
const mask = '***';

/** Shorter values are no credentials, and masking them would make the output unreadable. */
const shortestSecret = 8;

/** Longer than any session token; a match is never longer, so it never spans more than this much of a text. */
export const longestMatch = 16 * 1024;

/** `SecretAccessKey`, `aws_secret_access_key`, `AWS_SESSION_TOKEN`, `X-Amz-Security-Token`, … */
const label =
  '(?:[Ss]ecret|SECRET)[-_ ]?(?:(?:[Aa]ccess|ACCESS)[-_ ]?)?(?:[Kk]ey|KEY)' +
  '|(?:[Ss]ession|SESSION|[Ss]ecurity|SECURITY)[-_ ]?(?:[Tt]oken|TOKEN)';

/** `=`, `: "`, `\": \"` (JSON in JSON), ` => `, `>` (XML), ` | ` (a table). */
const separator = `\\\\?["']?[ \\t]{0,64}(?:=>|[:=>|])[ \\t]{0,64}\\\\?["']?`;

const patterns = [
  '\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b',
  `(?<kept>(?:${label})${separator})[A-Za-z0-9/+=_%-]{16,${longestMatch - 512}}`,
];

/** Masks credentials in a text. */
export interface Redactor {
  /**
   * Masks what begins before `limit`, and says how much of the text that is: more than `limit` where a match
   * spans it. With `longestMatch` characters after `limit`, no part of a secret is in what is returned.
   */
  redact(text: string, limit?: number): { readonly redacted: string; readonly consumed: number };
}

/**
 * Masks the secrets that are known, also when they are URL-encoded, and what looks like an AWS credential: an access
 * key id, a secret key or a session token behind its name.
 *
 * @param secrets is asked each time: credentials are renewed during a run
 */
export function createRedactor(secrets: () => readonly string[]): Redactor {
  let known: readonly string[] = [];
  let expression = compile(known);
  return {
    redact: (text, limit = text.length) => {
      const current = secrets();
      if (current.length !== known.length || current.some((secret, index) => secret !== known[index])) {
        known = [...current];
        expression = compile(known);
      }
      let redacted = '';
      let position = 0;
      for (const match of text.matchAll(expression)) {
        if (match.index >= limit) break;
        redacted += text.slice(position, match.index) + (match.groups?.['kept'] ?? '') + mask;
        position = match.index + match[0].length;
      }
      const consumed = Math.max(position, limit);
      return { redacted: redacted + text.slice(position, consumed), consumed };
    },
  };
}

function compile(secrets: readonly string[]): RegExp {
  const values = secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]);
  const literals = [...new Set(values)]
    .filter((value) => value.length >= shortestSecret)
    // The longest first: of two that begin alike, the shorter one would leave the other's end.
    .sort((one, other) => other.length - one.length)
    .map((value) => value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp([...literals, ...patterns].join('|'), 'g');
}
