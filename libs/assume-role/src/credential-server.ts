import { chmod } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import { PlatformError, isPlatformError } from '@regional-pipeline/platform-model';
import {
  CredentialRequest,
  messageLimit,
  toCredentialProcessOutput,
  type CredentialResponse,
} from './credential-protocol.js';
import type { CredentialsProvider } from './credentials.js';
import { assumeRoleErrors } from './errors.js';

/** macOS takes 103 bytes, Linux 107: the same limit everywhere, so that no path works on one of them alone. */
const socketPathLimit = 100;

/** A client writes its one line at once; one that does not is gone or is not ours. */
const idleMs = 10_000;

/** What a credential server serves, and where. */
export interface CredentialServerOptions {
  /** In a directory that only this user can enter (0700): whoever can open the socket gets credentials. */
  readonly socketPath: string;
  readonly profiles: Readonly<Record<string, CredentialsProvider>>;
}

/** A server of credentials for child processes. */
export interface CredentialServer {
  /** Stops serving, cuts open connections and removes the socket. */
  close(): Promise<void>;
}

/**
 * Serves credentials on a unix socket to the `credential-process` of child processes. Nothing secret is in a file,
 * in argv or in an environment.
 *
 * Each connection is one line of JSON each way (`CredentialRequest`, `CredentialResponse`). A provider's failure
 * goes to the client as code, message and remedy; a client that dies or talks nonsense harms nobody else.
 *
 * @throws PlatformError `SocketPathTooLong`
 */
export async function serveCredentials(options: CredentialServerOptions): Promise<CredentialServer> {
  const { socketPath, profiles } = options;
  const bytes = Buffer.byteLength(socketPath);
  if (bytes > socketPathLimit) {
    throw new PlatformError(assumeRoleErrors.SocketPathTooLong, {
      message: `the socket path ${socketPath} has ${bytes} bytes, and ${socketPathLimit} is the most.`,
      context: { socketPath, bytes, limit: socketPathLimit },
    });
  }
  const connections = new Set<Socket>();
  const server = createServer((socket) => {
    connections.add(socket);
    socket.on('close', () => connections.delete(socket));
    // The client went away: there is nobody left to tell.
    socket.on('error', () => socket.destroy());
    socket.setTimeout(idleMs, () => socket.destroy());
    receiveLine(socket, (line) => {
      socket.setTimeout(0);
      void answer(line, profiles).then((response) => socket.end(`${JSON.stringify(response)}\n`));
    });
  });
  server.listen(socketPath);
  await once(server, 'listening');
  await chmod(socketPath, 0o600);
  return {
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of connections) socket.destroy();
      await closed;
    },
  };
}

function receiveLine(socket: Socket, handle: (line: string) => void): void {
  let received = '';
  const listen = (chunk: string) => {
    received += chunk;
    const end = received.indexOf('\n');
    if (end < 0 && received.length <= messageLimit) return;
    socket.off('data', listen);
    handle(end < 0 ? '' : received.slice(0, end));
  };
  socket.setEncoding('utf8').on('data', listen);
}

async function answer(
  line: string,
  profiles: CredentialServerOptions['profiles'],
): Promise<CredentialResponse> {
  try {
    const provider = Object.entries(profiles).find(([name]) => name === requestedProfile(line))?.[1];
    if (!provider) {
      throw new PlatformError(assumeRoleErrors.CredentialRequestRefused, {
        message: `no credentials are served for ${JSON.stringify(line.slice(0, 200))}.`,
        remedy: `Ask for one of the profiles ${Object.keys(profiles).join(', ')}.`,
      });
    }
    return { credentials: toCredentialProcessOutput(await provider()) };
  } catch (error) {
    const { code, message, remedy } = isPlatformError(error) ? error : unexpected(error);
    return { error: { code, message, remedy } };
  }
}

function requestedProfile(line: string): string | undefined {
  try {
    return CredentialRequest.safeParse(JSON.parse(line)).data?.profile;
  } catch {
    return undefined;
  }
}

/** A defect must reach the one who waits for credentials too, and must not end the server. */
function unexpected(error: unknown): PlatformError {
  return new PlatformError(assumeRoleErrors.AssumeRoleFailed, {
    message: `obtaining credentials failed unexpectedly (${String(error)}).`,
    remedy: 'Report it with this message.',
    cause: error,
  });
}
