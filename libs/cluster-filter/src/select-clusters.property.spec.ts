import { AccountId, ClusterName, Region, type MintedAccount } from '@regional-pipeline/platform-model';
import fc from 'fast-check';
import { selectClusters, type ClusterDefinition } from './index.js';

const regions = ['us-east-1', 'eu-west-1', 'ap-east-1'].map((region) => Region.parse(region));
const region = fc.constantFrom(...regions);

const account = fc.record({
  name: fc.oneof(fc.stringMatching(/^mc[0-9]{1,2}$/), fc.string()),
  id: fc.stringMatching(/^[0-9]{12}$/).map((id) => AccountId.parse(id)),
  region,
  type: fc.oneof({ weight: 3, arbitrary: fc.constant('management') }, fc.constantFrom('regional', 'sandbox')),
});
const fleet = fc
  .uniqueArray(account, { selector: ({ name }) => name, maxLength: 30 })
  .map((accounts) =>
    accounts.filter(({ id }, index) => accounts.findIndex((other) => other.id === id) === index),
  );

/** A fleet with definitions of some of its accounts and of some that do not exist, none of which contradict. */
const scene = fleet.chain((accounts) =>
  fc
    .tuple(fc.subarray(accounts), fc.integer({ min: 0, max: 3 }), fc.infiniteStream(fc.boolean()))
    .map(([defined, pending, coins]): { accounts: MintedAccount[]; definitions: ClusterDefinition[] } => {
      const define = (reference: string, where: Region, index: number): ClusterDefinition => ({
        name: ClusterName.parse(`c${index}`),
        account: reference,
        region: where,
        lifecycle: coins.next().value ? 'active' : 'paused',
        variables: {},
        source: { path: `management-clusters/${where}/c${index}.yaml`, line: 1 },
      });
      const known = defined.map(({ id, region: where }, index) => define(id, where, index));
      const unknown = Array.from({ length: pending }, (_, index) =>
        define(`not minted ${index}`, regions[0] as Region, known.length + index),
      );
      return { accounts, definitions: [...known, ...unknown] };
    }),
);

describe('selecting clusters', () => {
  it('places every account, and every definition of the region, exactly once', () => {
    fc.assert(
      fc.property(scene, region, ({ accounts, definitions }, here) => {
        const { selected, skipped, rejected } = selectClusters({ region: here, accounts, definitions });
        const placedIds = [
          ...selected.map(({ account: { id } }) => id),
          ...[...skipped, ...rejected].flatMap(({ accountId }) => accountId ?? []),
        ];
        expect(placedIds.sort()).toEqual(accounts.map(({ id }) => id as string).sort());
        const names = new Set([...selected, ...skipped, ...rejected].map(({ name }) => name));
        const own = definitions.filter((definition) => definition.region === here);
        for (const { name } of own) expect(names).toContain(name);
        const withoutAccount = own.filter(({ account }) => account.startsWith('not minted')).length;
        expect(selected.length + skipped.length + rejected.length).toBe(accounts.length + withoutAccount);
      }),
    );
  });

  it('selects only management accounts of the region, each with a state of its own', () => {
    fc.assert(
      fc.property(scene, region, ({ accounts, definitions }, here) => {
        const { selected } = selectClusters({ region: here, accounts, definitions });
        for (const cluster of selected) {
          expect(cluster.region).toBe(here);
          expect(cluster.account).toMatchObject({ region: here, type: 'management' });
        }
        expect(new Set(selected.map(({ stateKey }) => stateKey)).size).toBe(selected.length);
      }),
    );
  });

  it('does not depend on the order of its input, and answers in the order of the names', () => {
    const shuffled = scene.chain(({ accounts, definitions }) =>
      fc.record({
        accounts: fc.constant(accounts),
        definitions: fc.constant(definitions),
        otherAccounts: fc.shuffledSubarray(accounts, { minLength: accounts.length }),
        otherDefinitions: fc.shuffledSubarray(definitions, { minLength: definitions.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, region, ({ accounts, definitions, otherAccounts, otherDefinitions }, here) => {
        const one = selectClusters({ region: here, accounts, definitions });
        const other = selectClusters({
          region: here,
          accounts: otherAccounts,
          definitions: otherDefinitions,
        });
        expect(other).toEqual(one);
        for (const list of Object.values(one) as { name: string }[][]) {
          const names = list.map(({ name }) => name);
          expect(names).toEqual([...names].sort());
        }
      }),
    );
  });
});
