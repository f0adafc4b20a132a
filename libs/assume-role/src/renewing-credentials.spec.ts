import { renewingCredentials } from './renewing-credentials.js';

/** A provider under a clock of its own that counts, and whose credentials live `lifetimeMs`. */
function fixture(lifetimeMs: number | undefined) {
  const state = { now: 0, obtained: 0, fails: false };
  const provider = renewingCredentials(
    async () => {
      state.obtained++;
      await Promise.resolve();
      if (state.fails) throw new TypeError('no credentials');
      return {
        accessKeyId: `key-${state.obtained}`,
        secretAccessKey: 'secret',
        ...(lifetimeMs === undefined ? {} : { expiration: new Date(state.now + lifetimeMs) }),
      };
    },
    { now: () => state.now },
  );
  return { state, keyAt: async (now: number) => ((state.now = now), (await provider()).accessKeyId) };
}

const minute = 60_000;

describe('renewingCredentials', () => {
  it('keeps credentials until five minutes before their end', async () => {
    const { keyAt } = fixture(60 * minute);
    expect(await keyAt(0)).toBe('key-1');
    expect(await keyAt(54.9 * minute)).toBe('key-1');
    expect(await keyAt(55 * minute)).toBe('key-2');
    expect(await keyAt(109.9 * minute)).toBe('key-2');
  });

  it('renews short-lived ones at half of their life', async () => {
    const { keyAt } = fixture(15_000);
    expect(await keyAt(0)).toBe('key-1');
    expect(await keyAt(7_499)).toBe('key-1');
    expect(await keyAt(7_500)).toBe('key-2');
  });

  it('obtains those without an expiration each time', async () => {
    const { keyAt } = fixture(undefined);
    expect([await keyAt(0), await keyAt(0)]).toEqual(['key-1', 'key-2']);
  });

  it('shares one renewal among those who ask at once', async () => {
    const { keyAt, state } = fixture(60 * minute);
    const keys = await Promise.all(Array.from({ length: 50 }, () => keyAt(0)));
    expect(new Set(keys)).toEqual(new Set(['key-1']));
    expect(state.obtained).toBe(1);
  });

  it('gives the kept ones while a renewal fails and they work, and then the failure', async () => {
    const { keyAt, state } = fixture(60 * minute);
    await keyAt(0);
    state.fails = true;
    expect(await keyAt(56 * minute)).toBe('key-1');
    expect(await keyAt(59 * minute)).toBe('key-1');
    await expect(keyAt(60 * minute - 4_000)).rejects.toThrow('no credentials');
    state.fails = false;
    expect(await keyAt(61 * minute)).toBe('key-5');
  });

  it('starts from what is there, and never gives it out when it has ended', async () => {
    let now = 0;
    const initial = { accessKeyId: 'first', secretAccessKey: 's', expiration: new Date(60 * minute) };
    const provider = renewingCredentials(() => Promise.resolve({ ...initial, accessKeyId: 'second' }), {
      initial,
      now: () => now,
    });
    expect((await provider()).accessKeyId).toBe('first');
    now = 90 * minute;
    expect((await provider()).accessKeyId).toBe('second');
  });
});
