import type { LocalAws } from '@regional-pipeline/local-aws';
import type { StateBucket } from './index.js';
import { bucket, openBucket, startStateAccount } from './testing/state-account.js';

let aws: LocalAws;
let store: StateBucket;
beforeEach(async () => {
  aws = await startStateAccount();
  store = openBucket(aws);
});
afterEach(async () => {
  store.close();
  await aws.close();
});

const key = 'pipeline-runs/owners/mc01.json';
const textOf = (at = key) => aws.getObject(bucket, at)?.toString();

describe('a record', () => {
  it('is read as it was written, in its version', async () => {
    const version = await store.create(key, '{"who":"ä"}');
    expect(await store.read(key)).toEqual({ text: '{"who":"ä"}', version });
    expect(await store.read('pipeline-runs/owners/mc02.json')).toBeUndefined();
  });

  it('is created once', async () => {
    await store.create(key, 'first');
    expect(await store.create(key, 'second')).toBeUndefined();
    expect(textOf()).toBe('first');
  });

  it('is replaced in the version that was read, once', async () => {
    const first = (await store.create(key, 'first')) ?? '';
    const second = await store.replace(key, 'second', first);
    expect(await store.read(key)).toEqual({ text: 'second', version: second });
    expect(await store.replace(key, 'third', first)).toBeUndefined();
    expect(await store.replace('pipeline-runs/owners/mc02.json', 'x', first)).toBeUndefined();
    expect(textOf()).toBe('second');
  });
});

describe('keys and folders', () => {
  beforeEach(() => {
    for (const name of ['a/1', 'a/2', 'a.b/1', 'b/1', 'c']) aws.putObject(bucket, `runs/${name}`, 'x');
    aws.putObject(bucket, 'other', 'x');
  });

  it('are listed in order, after one of them', async () => {
    expect(await store.list('runs/')).toEqual(['runs/a.b/1', 'runs/a/1', 'runs/a/2', 'runs/b/1', 'runs/c']);
    expect(await store.list('runs/', 'runs/a/1')).toEqual(['runs/a/2', 'runs/b/1', 'runs/c']);
    expect(await store.list('none/')).toEqual([]);
    expect(await store.listFolders('runs/')).toEqual(['a.b', 'a', 'b']);
    expect(await store.listFolders('runs/', 'a')).toEqual(['b']);
    expect(await store.listFolders('runs/', 'b')).toEqual([]);
  });

  it('are listed whole where they need more than a page', async () => {
    for (let index = 0; index < 2_345; index++) {
      aws.putObject(bucket, `many/${String(index).padStart(4, '0')}/x`, 'x');
    }
    expect(await store.list('many/')).toHaveLength(2_345);
    expect(await store.list('many/', 'many/1000/x')).toHaveLength(1_344);
    expect(await store.listFolders('many/')).toHaveLength(2_345);
  });
});

describe('of twenty writers at once', () => {
  const writers = Array.from({ length: 20 }, (_, index) => `writer ${index}`);

  it.each(['none', 'busy'] as const)('exactly one creates, and one replaces; faults: %s', async (faults) => {
    if (faults === 'busy') {
      aws.injectFault({ service: 's3', rate: 0.05, answer: 'internal-error' });
      aws.injectFault({ service: 's3', rate: 0.05, answer: 'throttle' });
      aws.injectFault({ operation: 'PutObject', rate: 0.1, answer: 'conflict' });
      aws.injectFault({ operation: 'PutObject', rate: 0.1, answer: 'lose-answer' });
    }
    const created = await Promise.all(writers.map((text) => store.create(key, text)));
    const [creator = -1, ...others] = indexesOf(created);
    expect(others).toEqual([]);
    expect(textOf()).toBe(writers[creator]);

    const version = created[creator] ?? '';
    const replaced = await Promise.all(writers.map((text) => store.replace(key, `${text} again`, version)));
    const [replacer = -1, ...further] = indexesOf(replaced);
    expect(further).toEqual([]);
    expect(textOf()).toBe(`${writers[replacer]} again`);
  });

  function indexesOf(versions: readonly (string | undefined)[]): number[] {
    return versions.flatMap((version, index) => (version === undefined ? [] : [index]));
  }
});

describe('a write whose answer was lost', () => {
  beforeEach(() => void aws.injectFault({ operation: 'PutObject', answer: 'lose-answer', times: 1 }));

  it('counts as done', async () => {
    const version = await store.create(key, 'mine');
    expect(await store.read(key)).toEqual({ text: 'mine', version });
  });

  it('counts as done where it replaced', async () => {
    const { etag } = aws.putObject(bucket, key, 'first');
    const version = await store.replace(key, 'second', etag);
    expect(version).toBeDefined();
    expect(await store.read(key)).toEqual({ text: 'second', version });
  });

  it('does not where somebody has replaced it since', async () => {
    aws.injectFault({
      operation: 'PutObject',
      matches: () => {
        if (textOf() === 'mine') aws.putObject(bucket, key, 'theirs');
        return false;
      },
    });
    expect(await store.create(key, 'mine')).toBeUndefined();
    expect(textOf()).toBe('theirs');
  });
});
