import {
  AccountId,
  ClusterName,
  PlatformError,
  Region,
  defineErrors,
} from '@regional-pipeline/platform-model';
import { formatPlan } from './plan-text.js';

const region = Region.parse('us-east-1');
const MANAGEMENT = AccountId.parse('222222222222');
const settings = { region, managementStateBucket: 'states', centralStateBucket: 'central' };
const provenance = {
  bucket: 'central',
  key: 'management-deploy/terraform.tfstate',
  lineage: 'l',
  serial: 7,
  bucketRegion: 'us-east-1',
};
const errors = defineErrors('test', {
  Unnameable: { phase: 'cluster', retryable: false, meaning: 'It has no name.', remedy: 'Name it.' },
});
const plain = (_format: string, text: string) => text;

describe('the plan', () => {
  it('shows what is deployed, what cannot be, and what is skipped and why', () => {
    const selection = {
      selected: [
        {
          name: ClusterName.parse('mc01'),
          account: { name: 'management-01', id: MANAGEMENT, region, type: 'management' },
          region,
          stateKey: 'mc01/terraform.tfstate',
          wave: 0,
          variables: {},
          definition: 'management-clusters/us-east-1/mc01.yaml',
        },
      ],
      skipped: [{ name: 'mc02', reason: 'pending', detail: 'no account yet' } as const],
      rejected: [
        {
          name: 'Odd Name',
          accountId: MANAGEMENT,
          error: new PlatformError(errors.Unnameable, { message: 'it is odd.' }),
        },
      ],
    };
    expect(formatPlan({ selection, provenance }, settings, plain)).toBe(`region    us-east-1
accounts  s3://central/management-deploy/terraform.tfstate (serial 7)
states    s3://states/<cluster>/terraform.tfstate

deploy  mc01      222222222222  management-01  management-clusters/us-east-1/mc01.yaml
fail    Odd Name  222222222222  Unnameable

it is odd.
What to do: Name it.

skip  mc02  -  pending  no account yet

1 to deploy, 1 that cannot be deployed, 1 skipped
`);
  });

  it('says that there is nothing to do', () => {
    const text = formatPlan(
      { selection: { selected: [], skipped: [], rejected: [] }, provenance },
      settings,
      plain,
    );
    expect(text).toContain('Nothing to do: no cluster is to be deployed.');
    expect(text).toContain('0 to deploy, 0 skipped');
  });
});
