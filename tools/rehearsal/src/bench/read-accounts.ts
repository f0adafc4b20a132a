import { selectClusters } from '@regional-pipeline/cluster-filter';
import { Region } from '@regional-pipeline/platform-model';
import { readMintedAccounts } from '@regional-pipeline/state-reader';

/** What a run does with the central state: reads it, checks every account, and filters the region's clusters. */
const region = Region.parse(process.env['AWS_REGION']);
const { accounts } = await readMintedAccounts({
  bucket: process.env['CENTRAL_STATE_BUCKET'] as string,
  region,
});
const { selected, skipped } = selectClusters({ region, accounts, definitions: [] });
process.stdout.write(
  JSON.stringify({
    selected: selected.length,
    skipped: skipped.length,
    maxRss: process.resourceUsage().maxRSS,
  }),
);
