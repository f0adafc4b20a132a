import { AccountId, Region } from '@regional-pipeline/platform-model';
import { parseDefinitions, selectClusters } from '../index.js';

const region = Region.parse('us-east-1');
const files = [
  {
    path: 'management-clusters/us-east-1/mc01.yaml',
    text: 'name: mc01\nvariables: { node_count: 3 }\n',
  },
];
const account = (name: string, id: string) => ({ name, id: AccountId.parse(id), region, type: 'management' });

export const { selected, skipped, rejected } = selectClusters({
  region,
  accounts: [account('mc01', '222222222222'), account('mc02', '333333333333')],
  definitions: parseDefinitions(files, region),
});
