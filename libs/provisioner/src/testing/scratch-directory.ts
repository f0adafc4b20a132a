import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A temporary directory of the test file, removed after its tests. */
export function useScratchDirectory(): { fresh: () => Promise<string> } {
  let root = '';
  beforeAll(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'provisioner-'));
  });
  afterAll(() => rm(root, { recursive: true, force: true }));
  return { fresh: () => mkdtemp(path.join(root, 't-')) };
}
