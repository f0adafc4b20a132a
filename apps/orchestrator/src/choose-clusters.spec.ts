import type { Selection } from '@regional-pipeline/cluster-filter';
import { AccountId, ClusterName, Region } from '@regional-pipeline/platform-model';
import { chooseClusters } from './choose-clusters.js';

const region = Region.parse('us-east-1');
const cluster = (name: string) => ({
  name: ClusterName.parse(name),
  account: { name, id: AccountId.parse('222222222222'), region, type: 'management' },
  region,
  stateKey: `${name}/terraform.tfstate`,
  wave: 0,
  variables: {},
});
const selection: Selection = {
  selected: [cluster('mc01'), cluster('mc02')],
  skipped: [{ name: 'mc03', reason: 'paused', detail: 'its definition says lifecycle: paused' }],
  rejected: [],
};

describe('chooseClusters', () => {
  it('leaves the selection as it is where nothing is named', () =>
    expect(chooseClusters(selection, [])).toBe(selection));

  it('keeps what is named, once', () => {
    const chosen = chooseClusters(selection, ['mc02', 'mc02']);
    expect(chosen.selected.map(({ name }) => name)).toEqual(['mc02']);
    expect(chosen.skipped).toEqual([]);
  });

  it.each([
    [['mc03'], /mc03 is skipped: its definition says lifecycle: paused/],
    [['mc01', 'mc9'], /there is no cluster "mc9".*To be deployed are: mc01, mc02/],
  ])('refuses %j, which would look like success', (names, message) => {
    expect(() => chooseClusters(selection, names)).toThrow(message);
  });
});
