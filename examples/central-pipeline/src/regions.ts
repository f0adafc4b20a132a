import {
  BucketName,
  ConnectionArn,
  OrganizationalUnitId,
  RepositoryId,
} from '@regional-pipeline/pipeline-constructs';
import { AccountId, Region } from '@regional-pipeline/platform-model';

/** Where the central pipeline itself stands, and what it deploys from. */
export const central = {
  account: AccountId.parse('000000000000'),
  region: Region.parse('us-east-1'),
  /** Central's own bucket: its Terraform state, and the archive of assemblies. */
  stateBucket: BucketName.parse('central-terraform-state'),
  connectionArn: ConnectionArn.parse(
    'arn:aws:codeconnections:us-east-1:000000000000:connection/01234567-89ab-cdef-0123-456789abcdef',
  ),
  repository: { owner: 'owner', repo: 'central', branch: 'main' },
};

/** What the pipelines of all regions deploy. */
export const repositoryId = RepositoryId.parse('owner/platform');

/** A region: its regional account, and the organizational unit that its management accounts are minted in. */
export interface RegionEntry {
  readonly region: Region;
  readonly regionalAccount: AccountId;
  readonly managementUnit: OrganizationalUnitId;
}

/** A region is added by a line here. A wrong value fails the synthesis, with what is expected. */
export const regions: readonly RegionEntry[] = [
  entry('us-east-1', '111111111111', 'ou-ab12-11111111'),
  entry('eu-west-1', '111111111112', 'ou-ab12-22222222'),
  entry('ap-southeast-2', '111111111113', 'ou-ab12-33333333'),
];

function entry(region: string, regionalAccount: string, managementUnit: string): RegionEntry {
  return {
    region: Region.parse(region),
    regionalAccount: AccountId.parse(regionalAccount),
    managementUnit: OrganizationalUnitId.parse(managementUnit),
  };
}
