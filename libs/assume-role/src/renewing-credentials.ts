import type { Credentials, CredentialsProvider } from './credentials.js';

/** Renewed this long before the end at the latest, like the AWS SDKs do. */
const leadMs = 5 * 60_000;

/** Credentials with less than this left are no use to whoever gets them. */
const usableMs = 5_000;

/** How credentials are kept. */
export interface RenewalOptions {
  /** What is there already. */
  readonly initial?: Credentials;
  /** The time in milliseconds, like `Date.now`. */
  readonly now?: () => number;
}

/**
 * Keeps credentials and obtains new ones before they end: five minutes before, or at half of their remaining
 * life where that is shorter. Callers that ask at once share one renewal.
 *
 * Credentials without an expiration are obtained again each time: nobody says how long they are good for.
 * When a renewal fails, the kept ones are given out for as long as they work, and the next caller tries again.
 *
 * @throws whatever `obtain` throws, when there are no working credentials to fall back to
 */
export function renewingCredentials(
  obtain: CredentialsProvider,
  { initial, now = Date.now }: RenewalOptions = {},
): CredentialsProvider {
  let kept: { credentials: Credentials; renewAt: number; endsAt: number } | undefined;
  let renewal: Promise<Credentials> | undefined;

  const keep = (credentials: Credentials) => {
    const endsAt = credentials.expiration?.getTime();
    kept =
      endsAt === undefined
        ? undefined
        : { credentials, renewAt: Math.max(endsAt - leadMs, (now() + endsAt) / 2), endsAt };
    return credentials;
  };
  const renew = async (): Promise<Credentials> => {
    try {
      return keep(await obtain());
    } catch (error) {
      if (kept && kept.endsAt - now() > usableMs) return kept.credentials;
      throw error;
    } finally {
      renewal = undefined;
    }
  };

  if (initial) keep(initial);
  return () => {
    if (kept && now() < kept.renewAt) return Promise.resolve(kept.credentials);
    return (renewal ??= renew());
  };
}
