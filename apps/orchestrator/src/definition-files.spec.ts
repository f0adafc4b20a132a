import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readDefinitionFiles } from './definition-files.js';

let source: string;
beforeEach(() => (source = mkdtempSync(path.join(tmpdir(), 'definitions-'))));
afterEach(() => rmSync(source, { recursive: true }));

function put(file: string, text = 'name: x\n') {
  mkdirSync(path.dirname(path.join(source, file)), { recursive: true });
  writeFileSync(path.join(source, file), text);
}

describe('readDefinitionFiles', () => {
  it('finds every YAML file, misplaced ones too, and nothing else', async () => {
    put('management-clusters/us-east-1/mc01.yaml', 'name: mc01\n');
    put('management-clusters/us-east-1/mc02.yml');
    put('management-clusters/us-east-1/deeper/mc03.yaml');
    put('management-clusters/astray.YAML');
    put('management-clusters/README.md');
    put('other/mc04.yaml');
    const files = await readDefinitionFiles(source);
    expect(files.map((file) => file.path)).toEqual([
      'management-clusters/astray.YAML',
      'management-clusters/us-east-1/deeper/mc03.yaml',
      'management-clusters/us-east-1/mc01.yaml',
      'management-clusters/us-east-1/mc02.yml',
    ]);
    expect(files[2]?.text).toBe('name: mc01\n');
  });

  it('takes a repository without definitions', async () =>
    expect(await readDefinitionFiles(source)).toEqual([]));

  it('refuses a source that is not there, or no folder', async () => {
    put('file');
    await expect(readDefinitionFiles(path.join(source, 'absent'))).rejects.toMatchObject({
      code: 'SourceUnreadable',
      message: expect.stringContaining('absent') as string,
    });
    await expect(readDefinitionFiles(path.join(source, 'file'))).rejects.toMatchObject({
      code: 'SourceUnreadable',
    });
  });

  it('refuses a definition that cannot be read, and a folder that bears the name of one', async () => {
    mkdirSync(path.join(source, 'management-clusters/us-east-1/mc01.yaml'), { recursive: true });
    await expect(readDefinitionFiles(source)).rejects.toMatchObject({
      code: 'SourceUnreadable',
      message: expect.stringContaining('mc01.yaml') as string,
    });
  });

  it('follows a link to a file', async () => {
    put('shared.yaml', 'name: mc01\n');
    mkdirSync(path.join(source, 'management-clusters/us-east-1'), { recursive: true });
    symlinkSync('../../shared.yaml', path.join(source, 'management-clusters/us-east-1/mc01.yaml'));
    expect(await readDefinitionFiles(source)).toEqual([
      { path: 'management-clusters/us-east-1/mc01.yaml', text: 'name: mc01\n' },
    ]);
  });

  it.each([
    ['a definition that links to nothing', 'management-clusters/us-east-1/mc01.yaml', 'nowhere.yaml'],
    ['a linked folder, which may have no end', 'management-clusters/us-east-1/again', '.'],
    ['definitions that link to nothing, which is not the same as none', 'management-clusters', 'nowhere'],
  ])('refuses %s', async (_name, link, target) => {
    mkdirSync(path.dirname(path.join(source, link)), { recursive: true });
    symlinkSync(target, path.join(source, link));
    await expect(readDefinitionFiles(source)).rejects.toMatchObject({
      code: 'SourceUnreadable',
      message: expect.stringContaining(path.basename(link)) as string,
    });
  });

  it('refuses bytes that are not UTF-8, instead of guessing', async () => {
    put('management-clusters/us-east-1/mc01.yaml', '');
    writeFileSync(
      path.join(source, 'management-clusters/us-east-1/mc01.yaml'),
      Buffer.from([0x4a, 0xfc, 0x72]),
    );
    await expect(readDefinitionFiles(source)).rejects.toMatchObject({
      code: 'SourceUnreadable',
      message: expect.stringContaining('not UTF-8') as string,
      remedy: expect.stringContaining('UTF-8') as string,
    });
  });

  it('refuses a pipe, on which it would wait for ever', async () => {
    mkdirSync(path.join(source, 'management-clusters'));
    execFileSync('mkfifo', [path.join(source, 'management-clusters/mc01.yaml')]);
    await expect(readDefinitionFiles(source)).rejects.toMatchObject({ code: 'SourceUnreadable' });
  });
});
