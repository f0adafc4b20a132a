import { AccountId } from '@regional-pipeline/platform-model';

export const REGIONAL = AccountId.parse('111111111111');
export const MANAGEMENT = AccountId.parse('222222222222');
