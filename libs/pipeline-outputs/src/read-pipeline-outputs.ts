import { CloudFormationClient, DescribeStacksCommand, type Stack } from '@aws-sdk/client-cloudformation';
import { PlatformError, regionalStackName, type Region } from '@regional-pipeline/platform-model';
import { requestLimits, type AwsAccess } from './aws-access.js';
import { pipelineOutputsErrors } from './errors.js';
import { explainFailure } from './explain-failure.js';
import { nameOutputs, type PipelineOutputs } from './pipeline-outputs.js';

/**
 * Reads the outputs of a region's pipeline from its stack, `regional-pipeline-<region>`, in the account of the
 * caller's credentials.
 *
 * @throws PlatformError PipelineStackMissing, PipelineStackIncomplete and the errors of a read
 */
export async function readPipelineOutputs(region: Region, access: AwsAccess = {}): Promise<PipelineOutputs> {
  const name = regionalStackName(region);
  const { Outputs: outputs = [], StackStatus: status } = await describeStack(name, region, access);
  const named = nameOutputs(
    Object.fromEntries(outputs.map(({ OutputKey: key = '', OutputValue: value = '' }) => [key, value])),
  );
  if ('outputs' in named) return named.outputs;
  throw new PlatformError(pipelineOutputsErrors.PipelineStackIncomplete, {
    message: `the stack ${name} in ${region} is ${status ?? 'without a status'} and lacks ${named.missing.join(', ')}.`,
    context: { stack: name, region, status, missing: named.missing },
  });
}

async function describeStack(name: string, region: Region, access: AwsAccess): Promise<Stack> {
  const client = new CloudFormationClient({ requestHandler: requestLimits, ...access, region });
  try {
    const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName: name }));
    if (stack) return stack;
  } catch (failure) {
    // CloudFormation has no code of its own for it.
    const { name: code, message } = failure as { readonly name?: string; readonly message?: string };
    if (code !== 'ValidationError' || !message?.endsWith('does not exist')) {
      throw explainFailure(`the stack ${name} in ${region}`, failure);
    }
  } finally {
    client.destroy();
  }
  throw new PlatformError(pipelineOutputsErrors.PipelineStackMissing, {
    message: `there is no stack ${name} in ${region} in the account of these credentials.`,
    context: { stack: name, region },
  });
}
