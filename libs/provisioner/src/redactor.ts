/** What stands where a secret stood. */
const mask = '***';

/** Shorter values are no credentials, and masking them would make the output unreadable. */
const shortestSecret = 8;

/** Longer than any session token; a match is never longer, so it never spans more than this much of a text. */
export const longestMatch = 16 * 1024;

/** `SecretAccessKey`, `aws_secret_access_key`, `AWS_SESSION_TOKEN`, `X-Amz-Security-Token`, the JSON key `"Token"`. */
const label =
  '(?:[Ss]ecret|SECRET)[-_ ]?(?:(?:[Aa]ccess|ACCESS)[-_ ]?)?(?:[Kk]ey|KEY)' +
  '|(?:[Ss]ession|SESSION|[Ss]ecurity|SECURITY)[-_ ]?(?:[Tt]oken|TOKEN)' +
  // As container credentials and instance metadata name it, beside AccessKeyId.
  '|"Token(?=\\\\?")';

/** The names that a blank may follow: `set -gx AWS_SECRET_ACCESS_KEY value`. Any other one may be prose. */
const exactLabel =
  'AWS_(?:SECRET_ACCESS_KEY|SESSION_TOKEN|SECURITY_TOKEN)' +
  '|aws_(?:secret_access_key|session_token|security_token)' +
  '|SecretAccessKey|SessionToken';

/** `=`, `: "`, `\": \"` (JSON in JSON), ` => `, `>` (XML), ` | ` (a table). */
const separator = `\\\\?["']?[ \\t]{0,64}(?:=>|[:=>|])[ \\t]{0,64}\\\\?["']?`;

/** One character of a secret key or token, URL-encoded and with JSON's `\/` too, which is two. */
const character = '(?:[A-Za-z0-9/+=_%-]|\\\\/)';
const mostCharacters = String((longestMatch - 512) / 2);

const patterns = [
  // A row of `--output text`: the key id, perhaps the expiration, the secret key. The session token follows bare.
  '\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b(?:(?:[ \\t]{1,64}[0-9T:.Z+-]{10,40})?[ \\t]{1,64}[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=]))?',
  // A session token of STS is known by its beginning.
  `(?<![A-Za-z0-9/+])(?:IQoJ|FwoG)${character}{100,${mostCharacters}}`,
  `(?<kept>(?:${label})${separator})${character}{16,${mostCharacters}}`,
  // Behind a blank, what looks random: digits, capitals and small letters.
  `(?<keptWord>(?:${exactLabel})[ \\t]{1,64}["']?)(?=\\S{0,99}[0-9])(?=\\S{0,99}[A-Z])(?=\\S{0,99}[a-z])${character}{16,${mostCharacters}}`,
];

const unknownCredentials = compile([]);

/** Masks credentials in a text. */
export interface Redactor {
  /**
   * Masks what begins before `limit`, and says how much of the text that is: more than `limit` where a match
   * spans it. With `longestMatch` characters after `limit`, no part of a secret is in what is returned.
   */
  redact(text: string, limit?: number): { readonly redacted: string; readonly consumed: number };
}

/**
 * Masks the secrets that are known, also when they are URL-encoded, in base64 or escaped in JSON, and what looks like
 * an AWS credential: an access key id, a secret key or a session token behind its name, a session token of STS anywhere.
 *
 * @param secrets is asked each time: credentials are renewed during a run
 */
export function createRedactor(secrets: () => readonly string[]): Redactor {
  let known: readonly string[] = [];
  let literals: readonly string[] = [];
  return {
    redact: (text, limit = text.length) => {
      const current = secrets();
      if (current.length !== known.length || current.some((secret, index) => secret !== known[index])) {
        known = [...current];
        literals = writingsOf(known);
      }
      // Looked for one by one: an expression of all of them is a hundred times slower where there is none.
      const found = literals.filter((literal) => text.includes(literal));
      const expression = found.length === 0 ? unknownCredentials : compile(found);
      let redacted = '';
      let position = 0;
      for (const match of text.matchAll(expression)) {
        if (match.index >= limit) break;
        redacted +=
          text.slice(position, match.index) +
          (match.groups?.['kept'] ?? match.groups?.['keptWord'] ?? '') +
          mask;
        position = match.index + match[0].length;
      }
      const consumed = Math.max(position, limit);
      return { redacted: redacted + text.slice(position, consumed), consumed };
    },
  };
}

function compile(literals: readonly string[]): RegExp {
  const escaped = literals.map((value) => value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp([...escaped, ...patterns].join('|'), 'g');
}

/** All writings of all secrets, the longest first: of two that begin alike, the shorter would leave the other's end. */
function writingsOf(secrets: readonly string[]): string[] {
  const long = secrets.filter(({ length }) => length >= shortestSecret);
  return [...new Set(long.flatMap(writings))].sort((one, other) => other.length - one.length);
}

/** A secret in all the ways that it may be written. */
function writings(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const plain = [secret, encodeURIComponent(secret), json, json.replaceAll('/', '\\/')];
  return [
    ...plain,
    Buffer.from(secret).toString('base64'),
    ...[0, 1, 2].map((before) => base64Within(secret, before)),
  ];
}

/**
 * A secret's part of the base64 of a text that it stands in (`user:SECRET`, a file), which depends on how many bytes,
 * modulo 3, stand before it: the characters that are the secret's alone.
 */
function base64Within(secret: string, before: number): string {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
  return bytes.toString('base64').slice(Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6));
}
