import { isPlatformError, type MintedAccount } from '@regional-pipeline/platform-model';
import { parseDefinitions, selectClusters } from './index.js';
import { ABROAD, ELSEWHERE, HERE, MANAGEMENT, REGIONAL, SANDBOX, SECOND, mint } from './testing/accounts.js';

const accounts = [REGIONAL, MANAGEMENT, SECOND, ABROAD, SANDBOX];

/** Definitions by `<region>/<name>`, each with the lines that follow its name. */
function select(files: Record<string, string>, from: readonly MintedAccount[] = accounts, region = HERE) {
  const definitions = parseDefinitions(
    Object.entries(files).map(([key, rest]) => ({
      path: `management-clusters/${key}.yaml`,
      text: `name: ${key.split('/')[1] ?? ''}\n${rest}`,
    })),
    region,
  );
  return selectClusters({ region, accounts: from, definitions });
}

function refusalOf(run: () => unknown): { code: string; message: string } {
  try {
    run();
  } catch (error) {
    if (isPlatformError(error)) return { code: error.code, message: error.message };
    throw error;
  }
  return { code: 'none', message: '' };
}

describe('a region without definitions', () => {
  it('has one cluster for each of its management accounts', () => {
    expect(select({})).toEqual({
      selected: [
        {
          name: 'mc01',
          account: MANAGEMENT,
          region: HERE,
          stateKey: 'mc01/terraform.tfstate',
          wave: 0,
          variables: {},
        },
        {
          name: 'mc02',
          account: SECOND,
          region: HERE,
          stateKey: 'mc02/terraform.tfstate',
          wave: 0,
          variables: {},
        },
      ],
      skipped: [
        {
          name: 'mc03',
          accountId: '444444444444',
          reason: 'other-region',
          detail: 'minted for eu-west-1, whose own pipeline deploys it',
        },
        {
          name: 'regional-use1',
          accountId: '111111111111',
          reason: 'regional-account',
          detail: 'the account of a regional pipeline, which hosts no management cluster',
        },
        {
          name: 'sandbox',
          accountId: '999999999999',
          reason: 'other-type',
          detail: 'minted with type "sandbox", which is not "management"',
        },
      ],
      rejected: [],
    });
  });

  it('is one also while other regions have some', () => {
    expect(select({ 'eu-west-1/mc03': '' }).selected.map(({ name }) => name)).toEqual(['mc01', 'mc02']);
  });

  it('rejects an account whose name cannot be a cluster name, and goes on with the others', () => {
    const odd = mint('MC 9', '555555555555');
    const { selected, rejected } = select({}, [odd, MANAGEMENT]);
    expect(selected.map(({ name }) => name)).toEqual(['mc01']);
    expect(rejected).toMatchObject([{ name: 'MC 9', accountId: '555555555555' }]);
    const [{ error }] = rejected as [(typeof rejected)[number]];
    expect(error.code).toBe('AccountNameNotClusterName');
    expect(error.kind.phase).toBe('cluster');
    expect(error.message).toContain('555555555555');
    expect(error.message).toContain('"MC 9" is not a cluster name');
    expect(error.remedy).toContain('management-clusters/us-east-1/<name>.yaml with account: "555555555555"');
  });

  it('has no cluster where Central has minted nothing', () => {
    expect(select({}, [])).toEqual({ selected: [], skipped: [], rejected: [] });
  });
});

describe('a region with definitions', () => {
  it('deploys what is defined, with its variables, and nothing else', () => {
    const { selected, skipped } = select({ 'us-east-1/blue': 'account: mc01\nvariables: { size: 3 }' });
    expect(selected).toEqual([
      {
        name: 'blue',
        account: MANAGEMENT,
        region: HERE,
        stateKey: 'blue/terraform.tfstate',
        wave: 0,
        variables: { size: 3 },
        definition: 'management-clusters/us-east-1/blue.yaml',
      },
    ]);
    expect(skipped.find(({ name }) => name === 'mc02')).toEqual({
      name: 'mc02',
      accountId: '333333333333',
      reason: 'no-definition',
      detail: 'no file under management-clusters/us-east-1/ names it',
    });
  });

  it('hands the wave of a definition on', () => {
    expect(select({ 'us-east-1/blue': 'account: mc01\nwave: 2' }).selected).toMatchObject([{ wave: 2 }]);
  });

  it('finds an account by its id', () => {
    expect(select({ 'us-east-1/blue': 'account: "222222222222"' }).selected).toMatchObject([
      { account: MANAGEMENT },
    ]);
  });

  it('takes what looks like an account id for one, whatever accounts are called', () => {
    const named = mint('222222222222', '555555555555');
    const { selected } = select({ 'us-east-1/blue': 'account: "222222222222"' }, [named, MANAGEMENT]);
    expect(selected).toMatchObject([{ account: MANAGEMENT }]);
  });

  it('skips a paused cluster and one that Central has not minted yet', () => {
    const files = {
      'us-east-1/mc01': 'lifecycle: paused',
      'us-east-1/mc08': 'lifecycle: paused',
      'us-east-1/mc09': '',
    };
    const { selected, skipped } = select(files, [MANAGEMENT]);
    expect(selected).toEqual([]);
    expect(skipped).toEqual([
      {
        name: 'mc01',
        accountId: '222222222222',
        reason: 'paused',
        detail: 'management-clusters/us-east-1/mc01.yaml pauses it; it is left as it is',
      },
      {
        name: 'mc08',
        reason: 'paused',
        detail: 'management-clusters/us-east-1/mc08.yaml pauses it; it is left as it is',
      },
      {
        name: 'mc09',
        reason: 'pending',
        detail: 'Central has not minted the account mc09 that management-clusters/us-east-1/mc09.yaml names',
      },
    ]);
  });

  it.each([
    ['regional-use1', '111111111111', 'regional'],
    ['sandbox', '999999999999', 'sandbox'],
  ])('rejects a cluster on the account %s, and goes on with the others', (account, accountId, type) => {
    const { selected, rejected, skipped } = select({
      'us-east-1/mc01': '',
      'us-east-1/red': `account: ${account}`,
    });
    expect(selected.map(({ name }) => name)).toEqual(['mc01']);
    expect(skipped.map(({ name }) => name)).not.toContain(account);
    expect(rejected).toMatchObject([{ name: 'red', accountId, error: { code: 'AccountNotForClusters' } }]);
    expect(rejected[0]?.error.message).toContain(`type "${type}"`);
    expect(rejected[0]?.error.remedy).toContain('management-clusters/us-east-1/red.yaml:2');
  });

  it("means this region's entry where one regional account serves two regions", () => {
    const shared = mint('regional-euw1', '111111111111', { region: ELSEWHERE, type: 'regional' });
    const { rejected } = select({ 'us-east-1/red': 'account: "111111111111"' }, [shared, REGIONAL]);
    expect(rejected[0]?.error.message).toContain('regional-use1');
  });
});

describe('what stops the run before anything starts', () => {
  it('a definition in the wrong folder, in the runs of both regions', () => {
    for (const region of [HERE, ELSEWHERE]) {
      const { code, message } = refusalOf(() => select({ 'us-east-1/mc03': '' }, accounts, region));
      expect(code).toBe('DefinitionsInvalid');
      expect(message).toContain(
        'management-clusters/us-east-1/mc03.yaml:1:1: account mc03 (444444444444) was minted for eu-west-1',
      );
    }
  });

  it('but not in the run of a third region', () => {
    const third = mint('mc07', '777777777777', { region: ELSEWHERE });
    expect(select({ 'ap-east-1/mc07': '' }, [third, MANAGEMENT]).selected).toMatchObject([{ name: 'mc01' }]);
  });

  it.each([
    ['by name and by id', { 'us-east-1/mc01': '', 'us-east-1/zebra': 'account: "222222222222"' }],
    [
      'while one of them is paused',
      { 'us-east-1/mc01': 'lifecycle: paused', 'us-east-1/zebra': 'account: mc01' },
    ],
    ['before Central has minted it', { 'us-east-1/mc77': '', 'us-east-1/zebra': 'account: mc77' }],
  ])('two definitions for one account, %s', (_, files: Record<string, string>) => {
    const { code, message } = refusalOf(() => select(files));
    expect(code).toBe('DefinitionsInvalid');
    expect(message).toContain('management-clusters/us-east-1/zebra.yaml:2:1: account ');
    expect(message).toContain('an account holds one cluster');
  });

  it('two definitions of one name, also when they were not parsed together', () => {
    const twin = (path: string, account: string) =>
      parseDefinitions([{ path, text: `name: mc01\naccount: ${account}` }], HERE);
    const definitions = [
      ...twin('management-clusters/us-east-1/mc01.yml', 'mc01'),
      ...twin('management-clusters/us-east-1/mc01.yaml', 'mc02'),
    ];
    expect(refusalOf(() => selectClusters({ region: HERE, accounts, definitions })).code).toBe(
      'DefinitionsInvalid',
    );
  });

  it.each([
    ['two names for one id', [MANAGEMENT, mint('twin', '222222222222')]],
    ['one of them in another region', [MANAGEMENT, mint('twin', '222222222222', { region: ELSEWHERE })]],
    ['one of them a regional account', [MANAGEMENT, mint('twin', '222222222222', { type: 'regional' })]],
  ])('%s', (_, from) => {
    for (const order of [from, from.toReversed()]) {
      expect(refusalOf(() => select({}, order))).toEqual({
        code: 'AccountsAmbiguous',
        message:
          'the central map has entries that share a name or an id: "mc01" (222222222222) and "twin" (222222222222).',
      });
    }
  });

  it('one name for two ids', () => {
    expect(refusalOf(() => select({}, [MANAGEMENT, mint('mc01', '333333333333')])).code).toBe(
      'AccountsAmbiguous',
    );
  });

  it('but neither two accounts of other regions, nor a regional account that serves two regions', () => {
    const from = [
      MANAGEMENT,
      mint('a', '666666666666', { region: ELSEWHERE }),
      mint('b', '666666666666', { region: ELSEWHERE }),
      REGIONAL,
      mint('regional-euw1', '111111111111', { region: ELSEWHERE, type: 'regional' }),
    ];
    expect(select({}, from).selected.map(({ name }) => name)).toEqual(['mc01']);
  });
});
