import type { AccountId } from './account-id.js';
import type { Region } from './region.js';

/** An account that Central has minted, as its Terraform output `accounts` tells of it. */
export interface MintedAccount {
  /** The account's key in Central's map; without a definition it is the cluster's name too. */
  readonly name: string;
  readonly id: AccountId;
  readonly region: Region;
  /** `management` and `regional` are known; Central may mint further types, which are not ours to refuse. */
  readonly type: string;
}
