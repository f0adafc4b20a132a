import type { Region } from '@regional-pipeline/platform-model';

/**
 * The regions in which no connection can be made. A pipeline there takes one of another region of its partition, which
 * CodePipeline allows; in China there is none at all.
 *
 * Source: the resource schemas that aws-cdk-lib validates with, for `AWS::CodeConnections::Connection`; a test asks them.
 */
const withoutConnections: ReadonlySet<string> = new Set([
  'af-south-1',
  'ap-east-1',
  'ap-east-2',
  'ap-northeast-3',
  'ap-south-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-west-1',
  'cn-north-1',
  'cn-northwest-1',
  'eu-central-2',
  'eu-south-2',
  'il-central-1',
  'me-central-1',
  'mx-central-1',
]);

/** Whether a stack in the region can make a connection of its own. */
export function hasConnections(region: Region): boolean {
  return !withoutConnections.has(region);
}
