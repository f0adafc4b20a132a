import { regionalNames, type Region } from '@regional-pipeline/platform-model';
import { CfnConnection } from 'aws-cdk-lib/aws-codeconnections';
import { Construct } from 'constructs';
import { regionOfArn, serviceOfArn, type ConnectionArn } from './arns.js';

/** The service's present name and its former one; a connection's ARN and its actions keep the one it was made by. */
export type ConnectionService = ReturnType<typeof serviceOfArn>;

/** The status that is shown for a connection which the stack did not make, and so cannot ask. */
export const foreignConnectionStatus = 'NOT_MANAGED_BY_THIS_STACK';

export interface SourceConnectionProps {
  /** The region of the stack, which a new connection is made in. */
  readonly region: Region;
  /** A connection that was made elsewhere. */
  readonly existing?: ConnectionArn | undefined;
}

/**
 * The connection that the pipeline takes its source by: one that exists already, or `regional-pipeline-github`.
 *
 * A new connection is PENDING until a person completes the handshake with the host in the console; the
 * pipeline's source stage fails until then.
 */
export class SourceConnection extends Construct {
  readonly arn: string;
  readonly region: Region;
  readonly service: ConnectionService;
  /** As CloudFormation last saw it: it does not look again by itself. */
  readonly status: string;

  constructor(scope: Construct, id: string, { region, existing }: SourceConnectionProps) {
    super(scope, id);
    this.region = existing === undefined ? region : regionOfArn(existing);
    if (existing === undefined) {
      const connection = new CfnConnection(this, 'Default', {
        connectionName: regionalNames.connection,
        providerType: 'GitHub',
      });
      this.arn = connection.attrConnectionArn;
      this.service = 'codeconnections';
      this.status = connection.attrConnectionStatus;
    } else {
      this.arn = existing;
      this.service = serviceOfArn(existing);
      this.status = foreignConnectionStatus;
    }
  }
}
