import { defineErrors } from '@regional-pipeline/platform-model';

/** Everything that can keep a deployed pipeline from being asked. */
export const pipelineOutputsErrors = defineErrors('pipeline-outputs', {
  PipelineStackMissing: {
    phase: 'input',
    retryable: false,
    meaning: 'The account of the credentials has no stack of the pipeline in the region.',
    remedy: "Use credentials of the region's regional account, or deploy the pipeline there first.",
  },
  PipelineStackIncomplete: {
    phase: 'input',
    retryable: false,
    meaning:
      "The pipeline's stack lacks outputs of the contract: it is not deployed to its end, or is another stack.",
    remedy: "See the stack's events in CloudFormation, and deploy the pipeline again.",
  },
  ConnectionMissing: {
    phase: 'input',
    retryable: false,
    meaning: 'The connection to the repository that the pipeline takes its source by is not there any more.',
    remedy: 'Deploy the pipeline with another connection, then complete that one in the console.',
  },
  PipelineAccessDenied: {
    phase: 'input',
    retryable: false,
    meaning: 'The credentials may not read the stack or the connection.',
    remedy: 'Use a role that may call cloudformation:DescribeStacks and codeconnections:GetConnection.',
  },
  PipelineCredentialsRefused: {
    phase: 'input',
    retryable: false,
    meaning: 'There are no AWS credentials, or AWS does not accept them: they have ended or are wrong.',
    remedy: 'Sign in again, or set AWS_PROFILE.',
  },
  PipelineUnreachable: {
    phase: 'input',
    retryable: true,
    meaning: 'AWS gave no answer, or answered that it cannot serve the request now.',
    remedy: 'Check the network path to AWS, and run again in a few minutes.',
  },
  PipelineReadFailed: {
    phase: 'input',
    retryable: false,
    meaning: 'AWS refused to say how the stack or the connection stands, for a reason of its own.',
    remedy: 'See the code in the message in the API reference of the service.',
  },
});
