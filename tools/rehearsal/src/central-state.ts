import type { MintedAccount } from '@regional-pipeline/platform-model';

/** Central's Terraform state, as Terraform 1.11 writes it for an output `accounts` that is made by a `for` expression. */
export function centralState(accounts: readonly MintedAccount[]): string {
  const value = Object.fromEntries(
    accounts.map(({ name, id, region, type }) => [name, { id, region, type }]),
  );
  const attributes = { id: 'string', region: 'string', type: 'string' };
  const type = ['object', Object.fromEntries(accounts.map(({ name }) => [name, ['object', attributes]]))];
  return JSON.stringify(
    {
      version: 4,
      terraform_version: '1.11.4',
      serial: 7,
      lineage: '5f6c3f0e-0000-4000-8000-000000000001',
      outputs: { accounts: { value, type } },
      resources: [],
      check_results: null,
    },
    null,
    2,
  );
}
