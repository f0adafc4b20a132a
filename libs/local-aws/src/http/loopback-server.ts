import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PlatformError } from '@regional-pipeline/platform-model';
import { localAwsErrors } from '../errors.js';
import { parseQuery, type AwsRequest } from './aws-request.js';
import type { AwsResponse } from './aws-response.js';

/** S3's own limit for one PutObject is 5 GB; this server holds bodies in memory. */
const largestBody = 1024 ** 3;

/** Answers a request, or `'lost'` when the connection is to break without an answer. */
export type RequestHandler = (request: AwsRequest) => Promise<AwsResponse | 'lost'>;

export interface LoopbackServer {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly endpoint: string;
  /** Breaks the open connections and frees the port. */
  close(): Promise<void>;
}

/**
 * Listens on 127.0.0.1 alone and hands every request, its body read, to `handler`.
 *
 * @throws PlatformError LocalAwsNotStarted when the port cannot be had
 */
export async function startLoopbackServer(handler: RequestHandler, port: number): Promise<LoopbackServer> {
  const server = createServer((incoming, outgoing) => {
    serve(handler, incoming, outgoing).catch(() => outgoing.destroy());
  });
  await listen(server, port);
  const address = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      const message = `Could not listen on 127.0.0.1:${port} (${cause.message}).`;
      const remedy = 'Leave the port out to get a free one, or stop the process that holds it.';
      const details = { message, remedy, context: { port }, cause };
      reject(new PlatformError(localAwsErrors.LocalAwsNotStarted, details));
    });
    server.listen(port, '127.0.0.1', resolve);
  });
}

async function serve(handler: RequestHandler, incoming: IncomingMessage, outgoing: ServerResponse) {
  const body = await readBody(incoming);
  if (body === undefined) {
    outgoing.writeHead(413, { connection: 'close' }).end();
    return;
  }
  const request = toAwsRequest(incoming, body);
  if (request === undefined) {
    outgoing.writeHead(400).end();
    return;
  }
  const response = await handler(request);
  if (response === 'lost') {
    outgoing.destroy();
    return;
  }
  const content = response.body ?? '';
  const length = { 'content-length': String(Buffer.byteLength(content)) };
  // A 304 and a 204 have no body and no length; a HEAD's length stands for the body it does not send.
  const bodyless = response.status === 204 || response.status === 304;
  outgoing.writeHead(response.status, { ...(bodyless ? {} : length), ...response.headers });
  outgoing.end(bodyless || incoming.method === 'HEAD' ? undefined : content);
}

async function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) return undefined;
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

function toAwsRequest(incoming: IncomingMessage, body: Buffer): AwsRequest | undefined {
  const url = incoming.url ?? '/';
  const mark = url.indexOf('?');
  const headers: Record<string, string> = {};
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    if (values) headers[name] = values.join(',');
  }
  try {
    return {
      requestId: randomUUID(),
      method: incoming.method ?? 'GET',
      rawPath: mark < 0 ? url : url.slice(0, mark),
      query: parseQuery(mark < 0 ? '' : url.slice(mark + 1)),
      headers,
      body,
      sourceIp: incoming.socket.remoteAddress ?? '127.0.0.1',
    };
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
