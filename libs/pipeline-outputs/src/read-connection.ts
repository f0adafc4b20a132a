import {
  CodeStarConnectionsClient,
  GetConnectionCommand,
  type Connection,
} from '@aws-sdk/client-codestar-connections';
import { PlatformError } from '@regional-pipeline/platform-model';
import { requestLimits, type AwsAccess } from './aws-access.js';
import { pipelineOutputsErrors } from './errors.js';
import { explainFailure } from './explain-failure.js';

/** How a connection to the source host stands now. */
export interface ConnectionState {
  readonly arn: string;
  readonly name: string;
  /** `PENDING` until a person completes it in the console, `AVAILABLE`, or `ERROR`. */
  readonly status: string;
}

/**
 * Asks how a connection stands, in the region that its ARN names. CodeConnections answers under its former name as
 * well, whichever of the two an ARN has.
 *
 * @throws PlatformError ConnectionMissing and the errors of a read
 */
export async function readConnection(arn: string, access: AwsAccess = {}): Promise<ConnectionState> {
  const { ConnectionName: name, ConnectionStatus: status } = await getConnection(arn, access);
  if (name !== undefined && status !== undefined) return { arn, name, status };
  throw new PlatformError(pipelineOutputsErrors.PipelineReadFailed, {
    message: `could not read the connection ${arn} (the answer has no name or no status).`,
    context: { arn },
  });
}

async function getConnection(arn: string, access: AwsAccess): Promise<Connection> {
  const region = arn.split(':')[3] ?? '';
  const client = new CodeStarConnectionsClient({ requestHandler: requestLimits, ...access, region });
  try {
    const { Connection: connection = {} } = await client.send(
      new GetConnectionCommand({ ConnectionArn: arn }),
    );
    return connection;
  } catch (failure) {
    if ((failure as { readonly name?: string }).name !== 'ResourceNotFoundException') {
      throw explainFailure(`the connection ${arn}`, failure);
    }
    throw new PlatformError(pipelineOutputsErrors.ConnectionMissing, {
      message: `there is no connection ${arn}.`,
      context: { arn },
    });
  } finally {
    client.destroy();
  }
}
