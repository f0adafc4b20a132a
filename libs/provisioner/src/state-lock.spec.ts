import { explainStateLock } from './state-lock.js';

describe('explainStateLock', () => {
  it('takes another error for another error', () => {
    expect(explainStateLock(['Error: creating EKS Cluster (blue): locked', 'ID: 1'])).toBeUndefined();
    expect(explainStateLock([])).toBeUndefined();
  });

  it('names what terraform prints of the lock, with its frame or without', () => {
    const lines = [
      '│ Error: Error acquiring the state lock',
      '│ ',
      '│ Lock Info:',
      '│   ID:        5b2a3c4d-0000-1111-2222-333344445555',
      '│   Path:      state-bucket/blue/terraform.tfstate',
      '│   Operation: OperationTypeApply',
      '│   Who:       root@build-1',
      '│   Version:   1.11.4',
      '│   Created:   2026-11-23 22:03:34.5 +0000 UTC',
      '│   Info:      ',
    ];
    const expected = {
      id: '5b2a3c4d-0000-1111-2222-333344445555',
      holder:
        ' (lock 5b2a3c4d-0000-1111-2222-333344445555, held by root@build-1, for OperationTypeApply, ' +
        'since 2026-11-23 22:03:34.5 +0000 UTC)',
    };
    expect(explainStateLock(lines)).toEqual(expected);
    expect(explainStateLock(lines.map((line) => line.slice(2)))).toEqual(expected);
  });

  it('says nothing of a lock that terraform could not read', () => {
    expect(explainStateLock(['Error: Error acquiring the state lock', 'Error message: 412'])).toEqual({
      id: undefined,
      holder: '',
    });
  });
});
