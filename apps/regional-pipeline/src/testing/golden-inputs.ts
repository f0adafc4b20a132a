import { parseInputs } from '../check-inputs.js';
import type { RegionalPipelineInputs } from '../input-definitions.js';

const values = (inputs: Record<string, unknown>): RegionalPipelineInputs =>
  parseInputs({
    regionalAccount: '111111111111',
    repositoryId: 'owner/repo',
    centralStateBucket: 'central-terraform-state',
    ...inputs,
  });

/** The pipelines whose templates are kept: one a partition, and every optional input in one of them. */
export const goldenInputs: readonly RegionalPipelineInputs[] = [
  values({ region: 'us-east-1', managementAccounts: ['222222222222'] }),
  values({
    region: 'us-gov-west-1',
    managementAccounts: ['222222222222', '333333333333'],
    branchName: 'release/2026',
    orchestratorPath: 'tools/orchestrator.mjs',
    breakGlassRoleArn: 'arn:aws-us-gov:iam::111111111111:role/break-glass',
    assumeAccounts: ['222222222222', '333333333333'],
    buildTimeoutMinutes: 120,
    logRetentionDays: 731,
    triggerPaths: ['Makefile', 'modules/**', 'tools/**'],
    notificationTopicArns: ['arn:aws-us-gov:sns:us-gov-west-1:000000000000:platform-operations'],
    runsPerHour: 30,
    clustersPerHour: 50,
  }),
  // A build for each cluster, in both partitions in which CodePipeline starts state machines.
  values({ region: 'eu-central-1', managementAccounts: ['222222222222'], fanOut: 'distributed-map' }),
  values({
    region: 'us-gov-east-1',
    managementAccounts: ['222222222222'],
    fanOut: 'distributed-map',
    fanOutConcurrency: 200,
    toleratedFailurePercentage: 25,
  }),
  // There is no CodeConnections in China; the connection has the service's former name.
  values({
    region: 'cn-north-1',
    managementAccounts: ['222222222222'],
    repositoryId: 'group/subgroup/repo',
    connectionArn:
      'arn:aws-cn:codestar-connections:cn-northwest-1:111111111111:connection/01234567-89ab-cdef-0123-456789abcdef',
    assumeOrganizationalUnits: ['o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*'],
  }),
];
