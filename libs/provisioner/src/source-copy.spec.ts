import {
  mkdir,
  readFile,
  readlink,
  realpath,
  readdir,
  stat,
  symlink,
  utimes,
  writeFile,
  chmod,
} from 'node:fs/promises';
import path from 'node:path';
import { copySource } from './source-copy.js';
import { writeFiles } from './testing/cluster-request.js';
import { useScratchDirectory } from './testing/scratch-directory.js';

const scratch = useScratchDirectory();

async function repository(files: Record<string, string>): Promise<{ source: string; target: string }> {
  const directory = await scratch.fresh();
  const source = path.join(directory, 'repository');
  await mkdir(source);
  await writeFiles(source, files);
  await mkdir(path.join(directory, 'work'));
  return { source, target: path.join(directory, 'work', 'source') };
}

describe('copySource', () => {
  it('copies files with their contents, permissions and times', async () => {
    const { source, target } = await repository({ Makefile: 'all:', 'scripts/run.sh': '#!/bin/sh' });
    const script = path.join(source, 'scripts/run.sh');
    await chmod(script, 0o755);
    await utimes(script, 1_000, 1_000);

    await copySource(source, target);

    expect(await readFile(path.join(target, 'Makefile'), 'utf8')).toBe('all:');
    const copied = await stat(path.join(target, 'scripts/run.sh'));
    expect(copied.mode & 0o777).toBe(0o755);
    expect(copied.mtimeMs).toBe(1_000_000);
  });

  it('leaves out .git, node_modules and .terraform at every depth', async () => {
    const { source, target } = await repository({
      '.git/HEAD': 'x',
      'a/node_modules/b/index.js': 'x',
      'a/.terraform/terraform.tfstate': 'x',
      'a/.terraform.lock.hcl': 'kept',
    });
    await copySource(source, target);
    expect(await readdir(target)).toEqual(['a']);
    expect(await readdir(path.join(target, 'a'))).toEqual(['.terraform.lock.hcl']);
  });

  it('keeps symbolic links as they are, broken ones too', async () => {
    const { source, target } = await repository({ 'real.txt': 'x' });
    await symlink('real.txt', path.join(source, 'relative'));
    await symlink('/nowhere/at/all', path.join(source, 'broken'));
    await copySource(source, target);
    expect(await readlink(path.join(target, 'relative'))).toBe('real.txt');
    expect(await readlink(path.join(target, 'broken'))).toBe('/nowhere/at/all');
  });

  it('keeps absolute links to a file elsewhere, and relative links within the repository', async () => {
    const { source, target } = await repository({ 'live/modules/vpc/main.tf': '', 'shared/main.tf': '' });
    const file = path.join(path.dirname(source), 'elsewhere.pem');
    await writeFile(file, '');
    await symlink(file, path.join(source, 'certificate'));
    await symlink('../../shared', path.join(source, 'live/modules/shared'));
    await symlink('../../nowhere', path.join(source, 'live/dangling'));
    await copySource(source, target);
    expect(await readlink(path.join(target, 'certificate'))).toBe(file);
    expect(await realpath(path.join(target, 'live/modules/shared'))).toBe(path.join(target, 'shared'));
    expect(await readlink(path.join(target, 'live/dangling'))).toBe('../../nowhere');
  });

  it.each([
    ['an absolute link into the repository', (source: string) => path.join(source, 'real')],
    ['an absolute link to a file of the repository', (source: string) => path.join(source, 'real/main.tf')],
    ['an absolute link to what is not yet in the repository', (source: string) => path.join(source, 'later')],
    ['an absolute link to a directory elsewhere', (source: string) => path.dirname(source)],
    ['a relative link that leaves the repository', () => '../../elsewhere'],
    ['a relative link to a file out of it', () => '../../elsewhere/main.tf'],
    ['a relative link that leaves it and comes back', () => '../../repository/real'],
  ])('refuses %s: terraform would work in a directory that is shared', async (_, leadTo) => {
    const { source, target } = await repository({
      'real/main.tf': '',
      'live/readme.md': '',
      '../elsewhere/main.tf': '',
    });
    const link = leadTo(source);
    await symlink(link, path.join(source, 'live/cluster'));
    await expect(copySource(source, target)).rejects.toMatchObject({
      code: 'SourceCopyFailed',
      message: expect.stringContaining(`live/cluster of the repository leads to ${link}`) as string,
      remedy: expect.stringContaining('Make live/cluster a relative link') as string,
      context: { link: 'live/cluster', target: link },
    });
  });

  it('names the directories with Terraform or OpenTofu files', async () => {
    const { source, target } = await repository({
      'docs/readme.md': '',
      'live/main.tf': '',
      'live/modules/vpc/main.tf.json': '{}',
      'tofu/main.tofu': '',
    });
    const { terraformDirectories } = await copySource(source, target);
    expect(terraformDirectories.map((directory) => path.relative(target, directory))).toEqual([
      'live',
      'live/modules/vpc',
      'tofu',
    ]);
  });

  it('does not copy the work directories of a run that are inside the source', async () => {
    const { source } = await repository({ Makefile: 'all:' });
    await writeFiles(source, { 'tmp/run/green/source/Makefile': 'of another cluster', 'tmp/kept': '' });
    await mkdir(path.join(source, 'tmp/run/blue'));
    const target = path.join(source, 'tmp/run/blue/source');
    await copySource(source, target);
    expect((await readdir(target)).sort()).toEqual(['Makefile', 'tmp']);
    expect(await readdir(path.join(target, 'tmp'))).toEqual(['kept']);
  });

  it('does not copy a work directory directly in the source', async () => {
    const { source } = await repository({ Makefile: 'all:' });
    await mkdir(path.join(source, 'work'));
    const target = path.join(source, 'work', 'source');
    await copySource(source, target);
    expect(await readdir(target)).toEqual(['Makefile']);
  });

  it('says which path failed and why', async () => {
    const { source, target } = await repository({});
    await expect(copySource(path.join(source, 'missing'), target)).rejects.toMatchObject({
      code: 'SourceCopyFailed',
      message: expect.stringContaining('ENOENT') as string,
      context: { source: path.join(source, 'missing'), target },
    });
    await writeFile(path.join(source, 'file'), '');
    await expect(copySource(source, path.join(source, 'file', 'copy'))).rejects.toMatchObject({
      code: 'SourceCopyFailed',
      message: expect.stringContaining('ENOTDIR') as string,
    });
  });

  (process.getuid?.() === 0 ? it.skip : it)('says that the temporary folder is read-only', async () => {
    const { source, target } = await repository({});
    await chmod(path.dirname(target), 0o500);
    await expect(copySource(source, target)).rejects.toMatchObject({
      message: expect.stringContaining('EACCES') as string,
      remedy: expect.stringContaining('TMPDIR') as string,
    });
  });
});
