import { readFile, stat, writeFile } from 'node:fs/promises';
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
});
