import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { platformRepository } from '../workspace-paths.js';

/** A folder for one test file, removed after it. Its path is short: a Unix socket lies under it. */
export function rehearsalFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'rp-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A copy of the example repository with these files put over it; an empty text leaves one out. */
export function platformRepositoryWith(folder: string, files: Readonly<Record<string, string>>): string {
  const copy = mkdtempSync(path.join(folder, 'repo-'));
  cpSync(platformRepository, copy, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(copy, name);
    mkdirSync(path.dirname(file), { recursive: true });
    if (text === '') rmSync(file, { recursive: true });
    else writeFileSync(file, text);
  }
  return copy;
}
