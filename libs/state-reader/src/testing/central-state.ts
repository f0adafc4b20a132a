/** An account as Central's configuration puts it into the output `accounts`. */
export interface CentralAccount {
  readonly id: string;
  readonly region: string;
  readonly type: string;
  readonly name?: string;
  readonly arn?: string;
  readonly capacity?: number;
}

/** The two types that Terraform gives a map of accounts: of a `{ for … }` expression, and of `tomap()`. */
export type OutputShape = 'object' | 'map';

const regions = ['us-east-1', 'us-west-2', 'eu-west-1', 'eu-central-1', 'ap-southeast-2'];

/** Makes `count` accounts over five regions: in each region, one in fifty is a regional account. */
export function mintAccounts(count: number): Record<string, CentralAccount> {
  const accounts: Record<string, CentralAccount> = {};
  for (let index = 0; index < count; index++) {
    const type = Math.floor(index / regions.length) % 50 === 0 ? 'regional' : 'management';
    const name = `${type === 'regional' ? 'rc' : 'mc'}${String(index).padStart(6, '0')}`;
    const id = String(100_000_000_000 + index);
    accounts[name] = {
      arn: `arn:aws:organizations::000000000000:account/o-exampleorgid/${id}`,
      capacity: 40,
      id,
      name,
      region: regions[index % regions.length] ?? 'us-east-1',
      type,
    };
  }
  return accounts;
}

/** Writes a Terraform v4 state with the output `accounts`, with Terraform's indentation. */
export function centralState(
  accounts: Readonly<Record<string, CentralAccount>>,
  shape: OutputShape = 'object',
): string {
  const account = [
    'object',
    { arn: 'string', capacity: 'number', id: 'string', name: 'string', region: 'string', type: 'string' },
  ];
  const type =
    shape === 'map'
      ? ['map', account]
      : ['object', Object.fromEntries(Object.keys(accounts).map((name) => [name, account]))];
  const state = {
    version: 4,
    terraform_version: '1.11.4',
    serial: 42,
    lineage: '5f0c1d4e-8d1f-4a57-9b1e-2f6f0f6c7a10',
    outputs: {
      accounts: { value: accounts, type },
      organization_id: { value: 'o-exampleorgid', type: 'string' },
    },
    resources: [],
    check_results: null,
  };
  return JSON.stringify(state, null, 2) + '\n';
}
