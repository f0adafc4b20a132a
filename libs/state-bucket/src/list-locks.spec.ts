import type { LocalAws } from '@regional-pipeline/local-aws';
import type { StateBucket } from './index.js';
import { bucket, openBucket, startStateAccount } from './testing/state-account.js';

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

const info = {
  ID: '2bd5e0ee-7e4c-9fdc-6c02-ac6f8ba8d5b7',
  Operation: 'OperationTypeApply',
  Info: '',
  Who: 'root@build-1',
  Version: '1.11.4',
  Created: '2026-02-01T00:10:00.123456789Z',
  Path: `${bucket}/mc01/terraform.tfstate`,
};
const lockKey = 'mc01/terraform.tfstate.tflock';

describe('the locks of the bucket', () => {
  it('are listed with their cluster, their holder and their version', async () => {
    const { etag } = aws.putObject(bucket, lockKey, JSON.stringify(info));
    aws.putObject(bucket, 'mc01/terraform.tfstate', '{}');
    expect(await store.listLocks()).toEqual([{ key: lockKey, cluster: 'mc01', version: etag, holder: info }]);
  });

  it('are listed where they cannot be read, or are of no cluster', async () => {
    aws.putObject(bucket, 'env:/blue/mc01/terraform.tfstate.tflock', JSON.stringify(info));
    aws.putObject(bucket, 'mc02/terraform.tfstate.tflock', '');
    aws.putObject(
      bucket,
      'mc03/terraform.tfstate.tflock',
      JSON.stringify({ ...info, Who: 'w'.repeat(20_000) }),
    );
    aws.putObject(bucket, 'zz/terraform.tfstate.tflock', '{"ID":"x","Who":7}');
    expect(await store.listLocks()).toMatchObject([
      { key: 'env:/blue/mc01/terraform.tfstate.tflock', cluster: null, holder: info },
      { cluster: 'mc02', holder: { unreadable: 'its 0 bytes are not JSON' } },
      {
        cluster: 'mc03',
        holder: { unreadable: expect.stringMatching(/more than a lock of Terraform's has$/) as string },
      },
      {
        cluster: 'zz',
        holder: {
          unreadable: "it is no lock of Terraform's (Operation, Info, Who, Version, Created, Path)",
        },
      },
    ]);
  });

  it('are found past the records of runs, which are not listed', async () => {
    for (const key of ['a/terraform.tfstate.tflock', 'pipeline-runs0/terraform.tfstate.tflock', lockKey]) {
      aws.putObject(bucket, key, JSON.stringify(info));
    }
    for (let record = 0; record < 3_000; record++) aws.putObject(bucket, `pipeline-runs/${record}`, 'x');
    const before = aws.decisions().length;
    const locks = await store.listLocks();
    expect(locks.map(({ key }) => key)).toEqual([
      'a/terraform.tfstate.tflock',
      lockKey,
      'pipeline-runs0/terraform.tfstate.tflock',
    ]);
    const listings = aws
      .decisions()
      .slice(before)
      .filter(({ action }) => action === 's3:ListBucket');
    expect(listings).toHaveLength(2);
  });
});

describe('a lock that is removed', () => {
  const listed = async () => {
    const [lock] = await store.listLocks();
    if (!lock) throw new TypeError('there should be a lock');
    return lock;
  };
  beforeEach(() => void aws.putObject(bucket, lockKey, JSON.stringify(info)));

  it('is the one that was listed', async () => {
    const lock = await listed();
    expect(await store.removeLock(lock)).toBe('removed');
    expect(aws.getObject(bucket, lockKey)).toBeUndefined();
    expect(await store.removeLock(lock)).toBe('gone');
  });

  it('is not the one that was made since', async () => {
    const lock = await listed();
    aws.putObject(bucket, lockKey, JSON.stringify({ ...info, ID: 'another' }));
    expect(await store.removeLock(lock)).toBe('changed');
    expect(aws.getObject(bucket, lockKey)?.toString()).toContain('another');
  });

  it('is gone where it never was', async () => {
    const lock = await listed();
    expect(await store.removeLock({ ...lock, key: 'mc09/terraform.tfstate.tflock' })).toBe('gone');
  });

  it('counts as removed where the answer was lost', async () => {
    const lock = await listed();
    aws.injectFault({ operation: 'DeleteObject', answer: 'lose-answer', times: 1 });
    expect(await store.removeLock(lock)).toBe('removed');
  });

  it('is removed once by many', async () => {
    const lock = await listed();
    const removals = await Promise.all(Array.from({ length: 10 }, () => store.removeLock(lock)));
    expect(removals.filter((removal) => removal === 'removed')).toHaveLength(1);
    expect(new Set(removals)).toEqual(new Set(['removed', 'gone']));
  });
});

describe('a lock by its id', () => {
  it('is removed where it has this id still, and else left', async () => {
    aws.putObject(bucket, lockKey, JSON.stringify(info));
    expect(await store.removeLockById(lockKey, 'another')).toBe('changed');
    expect(aws.getObject(bucket, lockKey)).toBeDefined();
    expect(await store.removeLockById(lockKey, info.ID)).toBe('removed');
    expect(aws.getObject(bucket, lockKey)).toBeUndefined();
    expect(await store.removeLockById(lockKey, info.ID)).toBe('gone');
  });

  it('is left where it cannot be read', async () => {
    aws.putObject(bucket, lockKey, '{');
    expect(await store.removeLockById(lockKey, info.ID)).toBe('changed');
    expect(aws.getObject(bucket, lockKey)).toBeDefined();
  });
});
