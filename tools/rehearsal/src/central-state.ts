import type { MintedAccount } from '@regional-pipeline/platform-model';

/** An account as Central writes it down, with the fields that a pipeline may not know. */
export type CentralAccount = MintedAccount & { readonly arn?: string; readonly capacity?: number };

/** Central's Terraform state, as Terraform 1.11 writes it for an output `accounts` that is made by a `for` expression. */
export function centralState(accounts: readonly CentralAccount[]): string {
  const typeOf = (account: CentralAccount) =>
    Object.fromEntries(Object.entries(account).map(([field, value]) => [field, typeof value]));
  const value = Object.fromEntries(accounts.map((account) => [account.name, account]));
  const type = [
    'object',
    Object.fromEntries(accounts.map((account) => [account.name, ['object', typeOf(account)]])),
  ];
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
