import { AccountId } from '@regional-pipeline/platform-model';
import { lineage, resource, state } from '../testing/states.js';
import { checkState, type KnownState } from './check-state.js';

const accountId = AccountId.parse('222222222222');
const nothing: KnownState = { earlier: [], lineage: null, accountId: null };
const vpc = (account: string, name = 'main') =>
  resource('aws_vpc', name, { id: 'vpc-1', arn: `arn:aws:ec2:us-east-1:${account}:vpc/vpc-1` });

describe('checkState', () => {
  it('finds nothing wrong with a state that goes on from the last one, in its account', () => {
    const known = { ...nothing, accountId, earlier: [{ id: 'v1', lineage, serial: 4 }] };
    expect(checkState({ state: state({ serial: 5, resources: [vpc(accountId)] }) }, known)).toEqual([]);
  });

  it('passes on what is wrong with the bytes', () => {
    expect(checkState({ defect: 'empty', detail: 'it has no bytes' }, nothing)).toEqual([
      { problem: 'empty', detail: 'it has no bytes' },
    ]);
  });

  it.each([
    ['an earlier version', { earlier: [{ id: 'v1', lineage: 'l-0', serial: 9 }] }, 'its version v1'],
    ['the journal', { lineage: 'l-0' }, 'the journal'],
  ])('names another lineage than %s has', (_what, known, of) => {
    expect(checkState({ state: state() }, { ...nothing, ...known })).toEqual([
      { problem: 'other-lineage', detail: `its lineage is ${lineage}, and that of ${of} l-0` },
    ]);
  });

  it('names a serial that has gone back, against the greatest', () => {
    const earlier = [
      { id: 'v3', lineage, serial: 2 },
      { id: 'v2', lineage, serial: 8 },
      { id: 'v1', lineage, serial: 7 },
    ];
    expect(checkState({ state: state({ serial: 3 }) }, { ...nothing, earlier })).toEqual([
      { problem: 'serial-gone-back', detail: 'its serial is 3, and that of its earlier version v2 8' },
    ]);
  });

  it("names another account's resources, and no more than some of them", () => {
    const resources = ['a', 'b', 'c', 'd'].map((name) => vpc('999999999999', name));
    const reading = { state: state({ resources: [vpc(accountId), ...resources] }) };
    expect(checkState(reading, { ...nothing, accountId })).toEqual([
      {
        problem: 'other-account',
        detail:
          "the cluster is 222222222222's, and it tells of aws_vpc.a in 999999999999, aws_vpc.b in 999999999999, aws_vpc.c in 999999999999 and 1 more",
      },
    ]);
    expect(checkState(reading, nothing)).toEqual([]);
  });
});
