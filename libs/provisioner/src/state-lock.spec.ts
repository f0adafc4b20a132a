import { hostname, userInfo } from 'node:os';
import { describeLock, isOwnLock, readLockReport } from './state-lock.js';

const id = '5b2a3c4d-0000-1111-2222-333344445555';
const lockInfo = [
  'Lock Info:',
  `  ID:        ${id}`,
  '  Path:      state-bucket/blue/terraform.tfstate',
  '  Operation: OperationTypeApply',
  '  Who:       root@build-1',
  '  Version:   1.11.4',
  '  Created:   2026-11-23 22:03:34.512345678 +0000 UTC',
  '  Info:      ',
].map((line) => line.trimStart());
const created = new Date('2026-11-23T22:03:34.512Z');
const lock = { id, who: 'root@build-1', operation: 'OperationTypeApply', created };

describe('readLockReport', () => {
  it('takes another error for another error', () => {
    expect(readLockReport(['Error: creating EKS Cluster (blue): locked', 'ID: 1'])).toBeUndefined();
    expect(readLockReport([])).toBeUndefined();
  });

  it('reads the lock that terraform did not get, and the one that it could not give back', () => {
    const refused = ['Error: Error acquiring the state lock', ...lockInfo];
    expect(readLockReport(refused)).toEqual({ event: 'refused', lock });
    const kept = ['Error: Error releasing the state lock', ...lockInfo];
    expect(readLockReport(kept)).toEqual({ event: 'kept', lock });
  });

  it('says nothing of a lock that terraform could not read', () => {
    expect(readLockReport(['Error: Error acquiring the state lock', 'Error message: 412'])).toEqual({
      event: 'refused',
      lock: undefined,
    });
  });
});

describe('describeLock', () => {
  it('names what is known', () => {
    expect(describeLock(lock)).toBe(
      `lock ${id}, held by root@build-1, for OperationTypeApply, since 2026-11-23T22:03:34.512Z`,
    );
    expect(describeLock({ id, who: null, operation: null, created: null })).toBe(`lock ${id}`);
  });
});

describe('isOwnLock', () => {
  const own = { ...lock, who: `${userInfo().username}@${hostname()}` };

  it('is one of this user on this machine, made since the attempt began', () => {
    expect(isOwnLock(own, created)).toBe(true);
    expect(isOwnLock(own, new Date(created.getTime() + 1))).toBe(false);
  });

  it.each([
    ['another machine', { who: `${userInfo().username}@another` }],
    ['another user', { who: `another@${hostname()}` }],
    ['nobody', { who: null }],
    ['an unknown time', { created: null }],
  ])('is none of %s', (_, change) => {
    expect(isOwnLock({ ...own, ...change }, created)).toBe(false);
  });
});
