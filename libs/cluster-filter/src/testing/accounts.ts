import { AccountId, Region, type MintedAccount } from '@regional-pipeline/platform-model';

export const HERE = Region.parse('us-east-1');
export const ELSEWHERE = Region.parse('eu-west-1');

/** An account as Central minted it: a management account of HERE unless said otherwise. */
export function mint(name: string, id: string, rest: { region?: Region; type?: string } = {}): MintedAccount {
  return { name, id: AccountId.parse(id), region: rest.region ?? HERE, type: rest.type ?? 'management' };
}

export const REGIONAL = mint('regional-use1', '111111111111', { type: 'regional' });
export const MANAGEMENT = mint('mc01', '222222222222');
export const SECOND = mint('mc02', '333333333333');
export const ABROAD = mint('mc03', '444444444444', { region: ELSEWHERE });
export const SANDBOX = mint('sandbox', '999999999999', { type: 'sandbox' });
