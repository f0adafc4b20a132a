import { AccountId, Region, type MintedAccount } from '@regional-pipeline/platform-model';

/** The region whose pipeline is rehearsed. */
export const region = Region.parse('us-east-1');

/** The organization's central account, in whose bucket the minted accounts are written down. */
export const CENTRAL = AccountId.parse('000000000000');

/** The regional account, with the pipeline in it. */
export const REGIONAL = AccountId.parse('111111111111');

/** A management account that Central has minted, but in which nobody has made the deploy role yet. */
export const WITHOUT_ROLE = AccountId.parse('222222222204');

/** Management accounts of the region that are ready to be deployed to. */
export const MANAGEMENT = ['222222222201', '222222222202', '222222222203'].map((id) =>
  AccountId.parse(id),
) as [AccountId, ...AccountId[]];

/** What Central has minted: the accounts that the example's definitions speak of, but for the last one's. */
export const mintedAccounts: readonly MintedAccount[] = [
  ...[...MANAGEMENT, WITHOUT_ROLE].map((id, index) => ({
    name: `management-us-east-1-0${index + 1}`,
    id,
    region,
    type: 'management',
  })),
  {
    name: 'management-eu-west-1-01',
    id: AccountId.parse('333333333301'),
    region: Region.parse('eu-west-1'),
    type: 'management',
  },
  { name: 'regional-us-east-1', id: REGIONAL, region, type: 'regional' },
];
