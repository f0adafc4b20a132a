import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What goes wrong with a request: an error with this code is answered, or the answer is lost. */
export type S3Fault = { readonly status: number; readonly code: string } | 'lose-answer' | undefined;

/** A loopback S3. */
export interface LoopbackS3 {
  readonly endpoint: string;
  readonly objects: Map<string, Buffer>;
  /** Asked for each request; replaced by a test. */
  fault: (method: string, name: string) => S3Fault;
  close(): void;
}

/** As much of S3 as Terraform's backend needs, without a check of anything: objects by their paths. */
export async function serveS3(): Promise<LoopbackS3> {
  const objects = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    const [name = ''] = (request.url ?? '').split('?');
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const found = objects.get(name);
      const fault = s3.fault(request.method ?? '', name);
      if (fault === 'lose-answer') response.end = () => response.destroy();
      else if (fault) {
        const body = request.method === 'HEAD' ? '' : `<Error><Code>${fault.code}</Code></Error>`;
        return response.writeHead(fault.status).end(body);
      }
      if (request.method === 'PUT') {
        if (found && request.headers['if-none-match'] === '*') {
          return response.writeHead(412).end('<Error><Code>PreconditionFailed</Code></Error>');
        }
        objects.set(name, Buffer.concat(chunks));
        return response.end();
      }
      if (request.method === 'DELETE') {
        objects.delete(name);
        return response.writeHead(204).end();
      }
      if (name.split('/').filter(Boolean).length === 1) return response.end('<ListBucketResult/>');
      if (!found) return response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
      return response.writeHead(200, { 'Content-Length': found.length }).end(found);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const s3: LoopbackS3 = {
    endpoint: `http://127.0.0.1:${String(port)}`,
    objects,
    fault: () => undefined,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return s3;
}
