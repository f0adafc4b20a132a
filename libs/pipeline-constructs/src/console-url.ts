import { partitionOf, type Partition, type Region } from '@regional-pipeline/platform-model';

const consoleHosts: Readonly<Record<Partition, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
  'aws-cn': 'console.amazonaws.cn',
};

/** The address of a pipeline's page in the AWS console of its partition. */
export function pipelineConsoleUrl(region: Region, pipeline: string): string {
  const host = `${region}.${consoleHosts[partitionOf(region)]}`;
  return `https://${host}/codesuite/codepipeline/pipelines/${pipeline}/view?region=${region}`;
}
