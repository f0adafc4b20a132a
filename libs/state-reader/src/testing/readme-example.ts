import { Region } from '@regional-pipeline/platform-model';
import { readMintedAccounts } from '../index.js';

export async function countAccounts(): Promise<string> {
  const { accounts, provenance } = await readMintedAccounts({
    bucket: 'central-state',
    region: Region.parse('us-east-1'),
  });
  return `${accounts.length} accounts, serial ${provenance.serial} of ${provenance.lineage}`;
}
