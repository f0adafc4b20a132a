import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Region } from '@regional-pipeline/platform-model';
import { checkClock, checkDisk, checkTools } from './check-machine.js';

const region = Region.parse('us-east-1');
const folder = mkdtempSync(path.join(tmpdir(), 'doctor-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A PATH on which these programs are; each is a script. */
function pathWith(programs: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const bin = mkdtempSync(path.join(folder, 'bin-'));
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(path.join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(path.join(bin, name), 0o755);
  }
  return { PATH: bin };
}

describe('the tools', () => {
  const found = async (programs: Readonly<Record<string, string>>) =>
    (await checkTools(pathWith(programs))).map(({ subject, status, detail }) => [subject, status, detail]);

  it('are told with their versions', async () => {
    const tools = { make: 'echo GNU Make 4.3; echo more', terraform: 'echo Terraform v1.11.4' };
    expect(await found(tools)).toEqual([
      ['node', 'ok', `Node.js ${process.version}`],
      ['make', 'ok', 'GNU Make 4.3'],
      ['terraform', 'ok', 'Terraform v1.11.4'],
    ]);
    expect((await found({ ...tools, terraform: 'echo "$CHECKPOINT_DISABLE"' })).at(-1)).toEqual([
      'terraform',
      'ok',
      '1',
    ]);
  });

  it('may be OpenTofu', async () => {
    expect((await found({ tofu: 'echo OpenTofu v1.9.0' })).at(-1)).toEqual(['tofu', 'ok', 'OpenTofu v1.9.0']);
  });

  it('may be missing, or not work', async () => {
    expect((await found({})).slice(1)).toEqual([
      ['make', 'failed', 'there is no make on the PATH'],
      ['terraform', 'warning', 'neither terraform nor tofu is on the PATH'],
    ]);
    const [, broken] = await found({ make: 'echo no libc >&2; exit 127' });
    expect(broken).toEqual(['make', 'failed', expect.stringMatching(/^make --version failed .*no libc/s)]);
  });
});

describe('the clock', () => {
  const found = async (answer: RequestListener) => {
    const server = createServer(answer);
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    try {
      return await checkClock(region, { AWS_ENDPOINT_URL_STS: `http://127.0.0.1:${String(port)}` });
    } finally {
      server.closeAllConnections();
      server.close();
    }
  };
  const dated =
    (offsetMs: number): RequestListener =>
    (_, response) =>
      response.setHeader('date', new Date(Date.now() + offsetMs).toUTCString()).end();

  it.each([
    [0, 'ok', '0 s off'],
    [-90_000, 'warning', /^(89|90) s off/],
    [90_000, 'warning', /^(88|89|90) s off/],
    [-600_000, 'failed', /^(599|600) s off/],
    [600_000, 'failed', /^(598|599|600) s off/],
  ])('that is %d ms off the one of STS is %s', async (offset, status, detail) => {
    const finding = await found(dated(offset));
    expect(finding.status).toBe(status);
    expect(finding.detail).toMatch(detail);
    expect(finding.remedy === null).toBe(status === 'ok');
  });

  it('is not known where STS does not say, or does not answer', async () => {
    const undated = await found((_, response) => {
      response.sendDate = false;
      response.end();
    });
    expect(undated.status).toBe('warning');
    const nowhere = await checkClock(region, { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' });
    expect(nowhere).toMatchObject({ status: 'failed', remedy: expect.stringContaining('STS') as string });
  });
});

describe('the disk', () => {
  it('is told with its room', async () => {
    expect((await checkDisk()).detail).toMatch(/^\d+\.\d GiB are free in /);
  });

  it('cannot be used where the temporary folder is not there', async () => {
    expect(await checkDisk(path.join(folder, 'absent'))).toMatchObject({
      status: 'failed',
      detail: expect.stringContaining('absent') as string,
      remedy: expect.stringContaining('TMPDIR') as string,
    });
  });
});
