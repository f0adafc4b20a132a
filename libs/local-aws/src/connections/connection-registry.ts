import type { AccountId } from '@regional-pipeline/platform-model';

/** A connection to a source host that CodeConnections is to know of. */
export interface LocalConnection {
  /** `arn:PARTITION:codeconnections:REGION:ACCOUNT:connection/ID`, or the service's former name in the third field. */
  readonly arn: string;
  readonly name: string;
  readonly ownerAccountId: AccountId;
  /** Source: CodeConnections API reference, Connection, ConnectionStatus. */
  readonly status: 'PENDING' | 'AVAILABLE' | 'ERROR';
}

/** The connections of all accounts and regions. */
export class ConnectionRegistry {
  readonly #connections = new Map<string, LocalConnection>();

  /** Adds a connection, or says anew how it stands. */
  put(connection: LocalConnection): void {
    this.#connections.set(connection.arn, connection);
  }

  find(arn: string): LocalConnection | undefined {
    return this.#connections.get(arn);
  }
}
