import { judgeLock, type LockAttempt, type LockInfo, type StateLock } from './index.js';
import { cluster, run } from './testing/state-account.js';

const info: LockInfo = {
  ID: '5a1c',
  Operation: 'OperationTypeApply',
  Info: '',
  Who: 'root@build-1',
  Version: '1.11.4',
  Created: '2026-02-01T00:10:00.123456789Z',
  Path: 'states/mc01/terraform.tfstate',
};
const lock: StateLock = {
  key: 'mc01/terraform.tfstate.tflock',
  cluster,
  version: '"e"',
  holder: info,
};
const attempt: LockAttempt = {
  run,
  attempt: 1,
  startedAt: '2026-02-01T00:00:00.000Z',
  endedAt: null,
  holder: {
    host: 'build-1',
    user: 'root',
    bootId: 'b',
    machineId: null,
    pid: 7,
    pidNamespace: 'pid:[1]',
    processStart: '1',
    buildId: 'management-cluster-deploy:1',
  },
  holderState: { status: 'running', evidence: 'build management-cluster-deploy:1 IN_PROGRESS' },
  byHand: { status: 'over', evidence: 'nobody works by hand in a build' },
};
const over = {
  holderState: { status: 'over', evidence: 'build management-cluster-deploy:1 STOPPED' },
} as const;

describe('a lock may be removed', () => {
  it('where the holder of the run that made it is over', () => {
    expect(judgeLock(lock, [{ ...attempt, ...over }])).toEqual({
      removable: true,
      reason: `attempt 1 of run ${run} made it, and is over: build management-cluster-deploy:1 STOPPED`,
      attempt: { ...attempt, ...over },
    });
  });

  it('where the attempt that made it has ended, although its run goes on', () => {
    const ended = { ...attempt, endedAt: '2026-02-01T00:20:00.000Z' };
    const second = { ...attempt, attempt: 2, startedAt: '2026-02-01T00:20:01.000Z' };
    expect(judgeLock(lock, [second, ended])).toMatchObject({
      removable: true,
      reason: `attempt 1 of run ${run} made it, and is over: it ended at 2026-02-01T00:20:00.000Z`,
    });
  });
});

describe('a lock stays', () => {
  const reasonOf = (attempts: readonly LockAttempt[], of: StateLock = lock) => {
    const verdict = judgeLock(of, attempts);
    expect(verdict.removable).toBe(false);
    return verdict.reason;
  };

  it.each(['running', 'unknown'] as const)('where the holder is %s', (status) => {
    const alive = { ...attempt, holderState: { status, evidence: 'what was seen' } };
    expect(reasonOf([alive])).toBe(
      `attempt 1 of run ${run} made it, and is not known to be over: what was seen`,
    );
    expect(reasonOf([{ ...alive, ...over }, alive])).toContain('not known to be over');
  });

  it.each<[string, Partial<LockAttempt>]>([
    ['made before the attempt', { startedAt: '2026-02-01T00:10:00.124Z' }],
    ['made after the attempt', { endedAt: '2026-02-01T00:10:00.122Z' }],
    ['made on another machine', { holder: { ...attempt.holder, host: 'laptop' } }],
    ['made by another user', { holder: { ...attempt.holder, user: 'somebody' } }],
  ])('where it was %s', (_, difference) => {
    expect(reasonOf([{ ...attempt, ...over, ...difference }])).toBe(
      'no attempt of the pipeline on mc01 by root@build-1 was under way at 2026-02-01T00:10:00.123456789Z',
    );
  });

  it('where no attempt is known, however old it is', () => {
    const old = { ...lock, holder: { ...info, Created: '2001-01-01T00:00:00Z' } };
    expect(reasonOf([], old)).toContain('no attempt of the pipeline');
  });

  it.each(['running', 'unknown'] as const)(
    'where a person at work on the same machine may have made it: %s',
    (status) => {
      const byHand = { status, evidence: 'terraform (7) is at work' };
      for (const ended of [null, '2026-02-01T00:20:00.000Z']) {
        expect(reasonOf([{ ...attempt, ...over, endedAt: ended, byHand }])).toBe(
          `attempt 1 of run ${run} is over, but the lock may be of a person: terraform (7) is at work`,
        );
      }
    },
  );

  it('where nobody can read it, or it locks something else', () => {
    const ended = [{ ...attempt, ...over }];
    expect(reasonOf(ended, { ...lock, holder: { unreadable: 'it is empty' } })).toBe(
      'nobody knows who made it: it is empty',
    );
    expect(reasonOf(ended, { ...lock, cluster: null, key: 'x.tflock' })).toBe(
      'x.tflock locks the state of no cluster of the pipeline',
    );
  });
});
