import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers a request as S3 might, on a bad day. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A server on loopback that gives the answers that a well-behaved S3 does not give. */
export interface OddS3 {
  readonly endpoint: string;
  /** The region that each request was signed for, in order. */
  readonly signedFor: readonly string[];
  close(): Promise<void>;
}

/** Starts a server that answers every request with `answer`. */
export async function startOddS3(answer: Answer): Promise<OddS3> {
  const signedFor: string[] = [];
  const server = createServer((request, response) => {
    const [, , region = ''] =
      /Credential=([^,]*)/.exec(request.headers.authorization ?? '')?.[1]?.split('/') ?? [];
    signedFor.push(region);
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    signedFor,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** An object, in one piece. */
export function object(body: string | Uint8Array, headers: Record<string, string> = {}): Answer {
  return (_, response) =>
    response.writeHead(200, { 'content-length': Buffer.byteLength(body), ...headers }).end(body);
}

/** An error in S3's XML. */
export function failure(
  status: number,
  code: string,
  headers: Record<string, string> = {},
  fields = '',
): Answer {
  const body =
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>the words of S3</Message>` +
    `${fields}<RequestId>4442587FB7D0A2F9</RequestId></Error>`;
  return (_, response) =>
    response.writeHead(status, { 'content-type': 'application/xml', ...headers }).end(body);
}
