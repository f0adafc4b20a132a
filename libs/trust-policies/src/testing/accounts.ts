import { AccountId } from '@regional-pipeline/platform-model';

export const CENTRAL = AccountId.parse('000000000000');
export const REGIONAL = AccountId.parse('111111111111');
export const MANAGEMENT = AccountId.parse('222222222222');
export const STRANGER = AccountId.parse('999999999999');
