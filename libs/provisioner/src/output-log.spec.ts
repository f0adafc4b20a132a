import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openOutputLog } from './output-log.js';
import { useScratchDirectory } from './testing/scratch-directory.js';

const scratch = useScratchDirectory();

describe('openOutputLog', () => {
  it('writes in the order of the calls, to a file that only its owner reads', async () => {
    const file = path.join(await scratch.fresh(), 'blue.log');
    const log = await openOutputLog(file);
    await Promise.all([log.write('one\n'), log.write('two\n')]);
    await log.close();
    expect(await readFile(file, 'utf8')).toBe('one\ntwo\n');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(log.failure).toBeUndefined();
  });

  it('does not write to a file that is there already', async () => {
    const file = path.join(await scratch.fresh(), 'blue.log');
    await writeFile(file, "another's");
    await expect(openOutputLog(file)).rejects.toMatchObject({
      code: 'LogFileFailed',
      message: expect.stringContaining('EEXIST') as string,
    });
  });

  it('remembers the first failure of a write, and goes on', async () => {
    const file = path.join(await scratch.fresh(), 'blue.log');
    const log = await openOutputLog(file);
    await log.close();
    await log.write('late\n');
    await log.write('later\n');
    expect(log.failure).toMatchObject({ code: 'LogFileFailed', context: { logFile: file } });
  });

  it('keeps the beginning and the end of what is too long, and counts what is between them', async () => {
    const file = path.join(await scratch.fresh(), 'blue.log');
    const log = await openOutputLog(file, 400);
    const lines = Array.from({ length: 200 }, (_, index) => `line ${String(index)}\n`);
    for (const line of lines) await log.write(line);
    await log.close();
    const [head = '', notice = '', ...rest] = (await readFile(file, 'utf8')).split(/^(\[.*\])\n/m);
    const tail = rest.join('');
    expect(lines.join('').startsWith(head)).toBe(true);
    expect(lines.join('').endsWith(tail)).toBe(true);
    expect(head.length).toBeGreaterThan(180);
    expect(tail.length).toBeGreaterThanOrEqual(100);
    expect(head.length + tail.length).toBeLessThanOrEqual(400);
    const leftOut = lines.join('').length - head.length - tail.length;
    expect(notice).toBe(`[${String(leftOut)} bytes of the output were left out here]`);
    expect(await readdir(path.dirname(file))).toEqual(['blue.log']);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('leaves out nothing where it is not too long, though it is longer than the beginning', async () => {
    const file = path.join(await scratch.fresh(), 'blue.log');
    const log = await openOutputLog(file, 40);
    for (const text of ['0123456789\n', '0123456789\n', '012345\n']) await log.write(text);
    await log.close();
    expect(await readFile(file, 'utf8')).toBe('0123456789\n0123456789\n012345\n');
  });
});
