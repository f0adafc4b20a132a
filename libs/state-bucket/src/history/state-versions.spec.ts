import type { LocalAws } from '@regional-pipeline/local-aws';
import { clusterStateKey } from '@regional-pipeline/platform-model';
import { findStateVersion, type StateBucket } from '../index.js';
import { errorOf } from '../testing/error-of.js';
import { bucket, cluster, openBucket, startStateAccount } from '../testing/state-account.js';
import { bytesOf, state } from '../testing/states.js';
import { largestStateBytes } from './state-versions.js';

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

describe('the versions of a state', () => {
  it('are listed the newest first, without those of its neighbours', async () => {
    const first = aws.putObject(bucket, key, bytesOf(state({ serial: 1 }))).versionId;
    aws.putObject(bucket, `${key}.tflock`, '{}');
    const second = aws.putObject(bucket, key, bytesOf(state({ serial: 2 }))).versionId;
    const listed = await store.listStateVersions(cluster);
    expect(listed.map(({ id }) => id)).toEqual([second, first]);
    expect(listed.map(({ newest }) => newest)).toEqual([true, false]);
    const readings = await Promise.all(listed.map((one) => store.readStateVersion(cluster, one)));
    expect(readings).toMatchObject([{ state: { serial: 2 } }, { state: { serial: 1 } }]);
  });

  it('are all listed, where they are more than a page', async () => {
    for (let serial = 1; serial <= 1003; serial++) aws.putObject(bucket, key, `{"serial":${serial}}`);
    const listed = await store.listStateVersions(cluster);
    expect(new Set(listed.map(({ id }) => id)).size).toBe(1003);
    expect(listed[0]).toMatchObject({ newest: true });
  });

  it('are none where there never was a state', async () => {
    expect(await store.listStateVersions(cluster)).toEqual([]);
    const refusal = errorOf(Promise.resolve().then(() => findStateVersion(cluster, [], undefined)));
    expect(await refusal).toMatchObject({ code: 'StateVersionMissing', message: 'mc01 has no state.' });
  });

  it('are named by a beginning that only one has', async () => {
    const ids = [1, 2].map((serial) => aws.putObject(bucket, key, bytesOf(state({ serial }))).versionId);
    const listed = await store.listStateVersions(cluster);
    for (const id of ids) expect(findStateVersion(cluster, listed, id).id).toBe(id);
    expect(findStateVersion(cluster, listed, undefined).id).toBe(ids[1]);
    expect(() => findStateVersion(cluster, listed, '')).toThrow('has 2 versions that begin with ""');
    expect(() => findStateVersion(cluster, listed, 'none')).toThrow('has no version "none"; it has 2.');
  });

  it('are not read where they are too large', async () => {
    aws.putObject(bucket, key, new Uint8Array(200_000_000));
    const [version] = await store.listStateVersions(cluster);
    if (!version) throw new TypeError('it was put');
    expect(await store.readStateVersion(cluster, version)).toEqual({
      defect: 'too-large',
      detail: `it has 200000000 bytes, and no more than ${largestStateBytes} are looked at`,
    });
    expect(aws.decisions().filter(({ action }) => action?.startsWith('s3:GetObject'))).toEqual([]);
    const refused = await errorOf(store.requireState(cluster, version));
    expect(refused).toMatchObject({ code: 'StateVersionUnusable', context: { defect: 'too-large' } });
  });
});
