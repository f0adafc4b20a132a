import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sourceRevision } from './source-revision.js';

const environment = {
  PATH: process.env['PATH'],
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
};
const folder = mkdtempSync(path.join(tmpdir(), 'source-revision-'));
const source = path.join(folder, 'platform');
const git = (...args: string[]) =>
  execFileSync('git', ['-C', folder, '-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
    env: environment,
  })
    .toString()
    .trim();
const write = (file: string, text: string | Buffer) => {
  mkdirSync(path.dirname(path.join(source, file)), { recursive: true });
  writeFileSync(path.join(source, file), text);
};
const revision = () => sourceRevision(source, environment);

let head: string;
beforeAll(() => {
  git('init', '-q');
  write('Makefile', 'all:\n');
  write('logo.png', Buffer.from([0, 1, 2]));
  write('.gitignore', 'ignored\n');
  git('add', '-A');
  git('commit', '-q', '-m', 'first');
  head = git('rev-parse', 'HEAD');
});
afterEach(() => {
  git('checkout', '-q', '--', '.');
  git('clean', '-qfd');
});
afterAll(() => rmSync(folder, { recursive: true }));

it("is CodeBuild's, where it gives one", async () => {
  expect(await sourceRevision(source, { ...environment, CODEBUILD_RESOLVED_SOURCE_VERSION: 'abc' })).toBe(
    'abc',
  );
});

it("is Git's for a checkout as it was committed, and what is ignored or elsewhere does not count", async () => {
  write('ignored', 'x');
  write('../elsewhere', 'x');
  expect(await revision()).toBe(head);
});

it('tells every change from every other, and knows it again', async () => {
  const changes: [string, () => void][] = [
    ['one line', () => write('Makefile', 'all:\n\ttrue\n')],
    ['another line', () => write('Makefile', 'all:\n\tfalse\n')],
    ['a binary file', () => write('logo.png', Buffer.from([0, 1, 3]))],
    ['the same file otherwise', () => write('logo.png', Buffer.from([0, 1, 4]))],
    ['a file that is gone', () => rmSync(path.join(source, 'Makefile'))],
    ['a new file', () => write('new.yaml', 'a')],
    ['a new file of the same length', () => write('new.yaml', 'b')],
    ['the same under another name', () => write('other.yaml', 'b')],
    ['a link', () => symlinkSync('Makefile', path.join(source, 'new.yaml'))],
    [
      'two files',
      () => {
        write('new.yaml', 'a');
        write('new2.yaml', 'b');
      },
    ],
    ['an empty new file', () => write('new.yaml', '')],
  ];
  const seen = new Map<string | null, string>();
  for (const [name, change] of changes) {
    change();
    const [first, again] = [await revision(), await revision()];
    expect(first).toMatch(new RegExp(`^${head}\\+changes\\.[0-9a-f]{16}$`));
    expect(again).toBe(first);
    expect([name, seen.get(first)]).toEqual([name, undefined]);
    seen.set(first, name);
    git('checkout', '-q', '--', '.');
    git('clean', '-qfd');
  }
});

it('leaves the index as it is', async () => {
  write('Makefile', 'changed\n');
  const before = git('status', '--porcelain');
  await revision();
  expect(git('status', '--porcelain')).toBe(before);
});

it('is not known outside of a repository, or without Git', async () => {
  expect(await sourceRevision(tmpdir(), { ...environment, GIT_CEILING_DIRECTORIES: '/' })).toBeNull();
  expect(await sourceRevision(source, { PATH: '/nowhere' })).toBeNull();
});
