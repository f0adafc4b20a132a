import { mkdtemp, rm, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PlatformError } from '@regional-pipeline/platform-model';
import { fetchCredentials } from './credential-client.js';
import { serveCredentials, type CredentialServer } from './credential-server.js';
import type { Credentials } from './credentials.js';
import { assumeRoleErrors } from './errors.js';

const credentials: Credentials = {
  accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'secret',
  sessionToken: 'token',
  expiration: new Date('2030-01-01T00:00:00Z'),
};
let directory: string;
let socketPath: string;
let server: CredentialServer;
let answers = 0;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'credential-server-'));
  socketPath = path.join(directory, 's');
  server = await serveCredentials({
    socketPath,
    profiles: {
      management: () => {
        answers++;
        return Promise.resolve(credentials);
      },
      static: () => Promise.resolve({ accessKeyId: 'AKIA', secretAccessKey: 's' }),
      denied: () =>
        Promise.reject(
          new PlatformError(assumeRoleErrors.AssumeRoleDenied, {
            message: 'the cause.',
            remedy: 'The remedy.',
          }),
        ),
      defective: () => Promise.reject(new TypeError('a defect')),
      never: () => new Promise(() => undefined),
    },
  });
});
afterAll(async () => {
  await server.close();
  await rm(directory, { recursive: true });
});

/** Sends raw text, and gives back what is answered until the end. */
function send(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = connect(socketPath, () => socket.write(text));
    socket.on('data', (chunk) => (received += chunk.toString()));
    socket.on('end', () => resolve(received));
    socket.on('error', reject);
  });
}

describe('a credential server and its client', () => {
  it('give the credentials as credential_process prints them', async () => {
    expect(await fetchCredentials({ socketPath, profile: 'management' })).toEqual({
      Version: 1,
      AccessKeyId: 'ASIAIOSFODNN7EXAMPLE',
      SecretAccessKey: 'secret',
      SessionToken: 'token',
      Expiration: '2030-01-01T00:00:00.000Z',
    });
    expect(await fetchCredentials({ socketPath, profile: 'static' })).toEqual({
      Version: 1,
      AccessKeyId: 'AKIA',
      SecretAccessKey: 's',
    });
  });

  it('let only this user in', async () => {
    expect((await stat(socketPath)).mode & 0o777).toBe(0o600);
  });

  it('pass the true cause on, with its code and remedy', async () => {
    await expect(fetchCredentials({ socketPath, profile: 'denied' })).rejects.toMatchObject({
      code: 'AssumeRoleDenied',
      message: 'the cause.',
      remedy: 'The remedy.',
    });
    await expect(fetchCredentials({ socketPath, profile: 'defective' })).rejects.toMatchObject({
      message: expect.stringContaining('a defect') as string,
    });
  });

  it.each(['toString', '__proto__', 'other', ''])('refuse the profile %j', async (profile) => {
    await expect(fetchCredentials({ socketPath, profile })).rejects.toMatchObject({
      code: 'CredentialRequestRefused',
      remedy: expect.stringContaining('management') as string,
    });
  });

  it.each(['nonsense\n', '\n', '{"profile":1}\n', '[]\n', 'x'.repeat(100_000)])(
    'refuse a request that is none: %#',
    async (text) => {
      expect(JSON.parse(await send(text))).toMatchObject({ error: { code: 'CredentialRequestRefused' } });
    },
  );

  it('survive clients that die at any point', async () => {
    for (const text of ['', '{"prof', '{"profile":"management"}\n', '{"profile":"never"}\n']) {
      await new Promise<void>((resolve) => {
        const socket = connect(socketPath, () => {
          socket.write(text, () => socket.destroy());
          socket.on('close', () => resolve());
        });
      });
    }
    expect((await fetchCredentials({ socketPath, profile: 'management' })).Version).toBe(1);
  });

  it('serve many at once', async () => {
    const before = answers;
    const all = await Promise.all(
      Array.from({ length: 300 }, () => fetchCredentials({ socketPath, profile: 'management' })),
    );
    expect(all).toHaveLength(300);
    expect(answers - before).toBe(300);
  });

  it('say that the orchestrator is gone', async () => {
    const other = path.join(directory, 'o');
    const gone = await serveCredentials({
      socketPath: other,
      profiles: { never: () => new Promise(() => undefined) },
    });
    const waiting = fetchCredentials({ socketPath: other, profile: 'never' });
    const failure = expect(waiting).rejects.toMatchObject({ code: 'CredentialServerUnreachable' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await gone.close();
    await failure;
    await expect(fetchCredentials({ socketPath: other, profile: 'never' })).rejects.toMatchObject({
      code: 'CredentialServerUnreachable',
      message: expect.stringContaining('ENOENT') as string,
    });
  });

  it('take no path that some system cuts', async () => {
    const long = path.join(directory, 'x'.repeat(100));
    await expect(serveCredentials({ socketPath: long, profiles: {} })).rejects.toMatchObject({
      code: 'SocketPathTooLong',
      remedy: expect.stringContaining('TMPDIR') as string,
    });
  });
});
