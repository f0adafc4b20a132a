import { z } from 'zod';

/** The partitions that the regional pipeline runs in. */
export type Partition = 'aws' | 'aws-us-gov' | 'aws-cn';

/**
 * Every region of the three partitions.
 *
 * Source: the partition data that AWS publishes with its SDKs; a workspace check compares this list with the
 * SDK's own copy, so a new region shows up as a failing check and not as a pipeline that calls it invalid.
 */
const regionsByPartition: Readonly<Record<Partition, readonly string[]>> = {
  aws: [
    'af-south-1',
    'ap-east-1',
    'ap-east-2',
    'ap-northeast-1',
    'ap-northeast-2',
    'ap-northeast-3',
    'ap-south-1',
    'ap-south-2',
    'ap-southeast-1',
    'ap-southeast-2',
    'ap-southeast-3',
    'ap-southeast-4',
    'ap-southeast-5',
    'ap-southeast-6',
    'ap-southeast-7',
    'ca-central-1',
    'ca-west-1',
    'eu-central-1',
    'eu-central-2',
    'eu-north-1',
    'eu-south-1',
    'eu-south-2',
    'eu-west-1',
    'eu-west-2',
    'eu-west-3',
    'il-central-1',
    'me-central-1',
    'me-south-1',
    'me-west-1',
    'mx-central-1',
    'sa-east-1',
    'sa-west-1',
    'us-east-1',
    'us-east-2',
    'us-west-1',
    'us-west-2',
  ],
  'aws-us-gov': ['us-gov-east-1', 'us-gov-west-1'],
  'aws-cn': ['cn-north-1', 'cn-northwest-1'],
};

const partitionByRegion: ReadonlyMap<string, Partition> = new Map(
  (Object.keys(regionsByPartition) as Partition[]).flatMap((partition) =>
    regionsByPartition[partition].map((region) => [region, partition] as const),
  ),
);

/** A region that exists in one of the three partitions. There is no default region anywhere. */
export const Region = z
  .string()
  .refine((value) => partitionByRegion.has(value), {
    error: ({ input }) =>
      `${JSON.stringify(input)} is not a region of the partitions aws, aws-us-gov or aws-cn`,
  })
  .brand<'Region'>();
export type Region = z.infer<typeof Region>;

/** All regions, sorted; of one partition where it is given. */
export function listRegions(partition?: Partition): Region[] {
  const partitions = partition ? [partition] : (Object.keys(regionsByPartition) as Partition[]);
  return partitions.flatMap((name) => [...regionsByPartition[name]]).sort() as Region[];
}

/** The partition that a region belongs to: it decides the ARNs' second field and the console's host. */
export function partitionOf(region: Region): Partition {
  const partition = partitionByRegion.get(region);
  if (!partition) throw new TypeError(`no partition for ${region}: it was not made by the Region schema`);
  return partition;
}
