import { Region } from '@regional-pipeline/platform-model';
import { readConnection, readPipelineOutputs, type AwsAccess } from '../index.js';

export async function whatToDoFirst(access?: AwsAccess): Promise<string> {
  const outputs = await readPipelineOutputs(Region.parse('us-east-1'), access);
  const { status } = await readConnection(outputs.codestar_connection_arn, access);
  return status === 'AVAILABLE' ? `see ${outputs.pipeline_url}` : `complete the connection, it is ${status}`;
}
