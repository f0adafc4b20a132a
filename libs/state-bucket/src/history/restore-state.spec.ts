import fc from 'fast-check';
import type { LocalAws } from '@regional-pipeline/local-aws';
import { clusterStateKey, stateLockKey } from '@regional-pipeline/platform-model';
import type { StateBucket } from '../index.js';
import { errorOf } from '../testing/error-of.js';
import { bucket, cluster, openBucket, startStateAccount } from '../testing/state-account.js';
import { bytesOf, lineage, resource, state } from '../testing/states.js';

jest.setTimeout(60_000);

const key = clusterStateKey(cluster);
let aws: LocalAws;
let store: StateBucket;
beforeEach(async () => {
  aws = await startStateAccount();
  store = openBucket(aws);
});
afterEach(async () => {
  store.close();
  await aws.close();
});

const put = (content: unknown) =>
  aws.putObject(bucket, key, content instanceof Uint8Array ? content : bytesOf(content)).versionId;
const current = () => JSON.parse(String(aws.getObject(bucket, key))) as ReturnType<typeof state>;
const restore = (version: string, rest = {}) =>
  store.restoreState({ cluster, version, who: 'root@build-1', ...rest });

describe('restoring a version of a state', () => {
  it('writes it anew with a greater serial, keeps what it replaces, and gives the lock back', async () => {
    const first = put(state({ serial: 3, resources: [resource('aws_vpc', 'main', { id: 'vpc-1' })] }));
    const second = put(state({ serial: 8 }));
    expect(await restore(first)).toEqual({
      version: first,
      lineage,
      serial: 9,
      replaced: { version: second, serial: 8 },
    });
    expect(current()).toMatchObject({ serial: 9, resources: [{ name: 'main' }] });
    expect(aws.objectVersions(bucket, key)).toHaveLength(3);
    expect(aws.getObject(bucket, stateLockKey(key))).toBeUndefined();
  });

  it('changes nothing but the serial, to the character', async () => {
    const text = `{"version":4,"note":"\\"serial\\": 1","outputs":{"o":{"value":{"serial": 1}}},"serial"\n:1,"lineage":"${lineage}","resources":[],"big":12345678901234567890123}`;
    const first = put(new TextEncoder().encode(text));
    put(state({ serial: 2 }));
    await restore(first);
    expect(String(aws.getObject(bucket, key))).toBe(text.replace('"serial"\n:1', '"serial": 3'));
  });

  it('restores, and restores back: the same resources, ever greater serials, one lineage', async () => {
    const resources = fc
      .uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'))
      .map((names) => names.map((name) => resource('aws_x', name, { id: name })));
    const history = fc.array(fc.record({ step: fc.integer({ min: 1, max: 5 }), resources }), {
      minLength: 2,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(history, fc.nat(), async (steps, pick) => {
        let serial = (aws.getObject(bucket, key) ? current().serial : 0) + 1;
        const ids = steps.map((one) =>
          put(state({ serial: (serial += one.step), resources: one.resources })),
        );
        const before = current();
        const chosen = pick % (ids.length - 1);
        const there = await restore(ids[chosen] ?? '');
        expect(current().resources).toEqual(steps[chosen]?.resources);
        const back = await restore(there.replaced.version);
        expect(current()).toEqual({ ...before, serial: back.serial });
        expect([there.serial, back.serial]).toEqual([before.serial + 1, before.serial + 2]);
      }),
      { numRuns: 10 },
    );
  });

  it.each([
    ['truncated', bytesOf(state({ serial: 4 })).subarray(0, 40)],
    ['empty', new Uint8Array()],
    ['rolled back', bytesOf(state({ serial: 1 }))],
  ])('replaces one that is %s, above every serial that was used', async (_what, wrong) => {
    const [first] = [put(state({ serial: 3 })), put(state({ serial: 7 }))];
    const replaced = put(wrong);
    expect(await restore(first)).toMatchObject({ serial: 8, replaced: { version: replaced } });
    expect(current()).toMatchObject({ serial: 8, lineage });
  });

  it('replaces one of another lineage only where the lineage is named', async () => {
    const first = put(state({ serial: 3 }));
    put(state({ serial: 90, lineage: 'l-2' }));
    const refused = await errorOf(restore(first));
    expect(refused.code).toBe('RestoreLineageDiffers');
    expect(refused.remedy).toContain(`--lineage ${lineage}`);
    expect((await errorOf(restore(first, { lineage: 'l-2' }))).code).toBe('RestoreLineageDiffers');
    expect(current()).toMatchObject({ serial: 90, lineage: 'l-2' });
    expect(await restore(first, { lineage })).toMatchObject({ serial: 4 });
    expect(current()).toMatchObject({ serial: 4, lineage });
  });

  it('restores no wreck, not the current version, and none that is not there', async () => {
    const wreck = put(new TextEncoder().encode('{"version": 4'));
    const newest = put(state({ serial: 3 }));
    expect((await errorOf(restore(wreck))).code).toBe('StateVersionUnusable');
    expect((await errorOf(restore(newest))).code).toBe('StateVersionCurrent');
    expect((await errorOf(restore('none'))).code).toBe('StateVersionMissing');
    expect(aws.objectVersions(bucket, key)).toHaveLength(2);
    expect(aws.getObject(bucket, stateLockKey(key))).toBeUndefined();
  });

  it('waits for nobody, and changes nothing, while the state is locked', async () => {
    const first = put(state({ serial: 3 }));
    put(state({ serial: 4 }));
    aws.putObject(bucket, stateLockKey(key), '{}');
    expect((await errorOf(restore(first))).code).toBe('RescueStateLocked');
    expect(current().serial).toBe(4);
  });
});
