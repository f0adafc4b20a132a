import { createHash } from 'node:crypto';
import type { DefinitionFile } from '@regional-pipeline/cluster-filter';

/** What a definition's files are, in one line: the same for the same paths and texts, in any order. */
export function definitionsDigest(files: readonly DefinitionFile[]): string {
  const hash = createHash('sha256');
  for (const { path, text } of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    // The lengths keep two files apart from one that is both.
    hash.update(`${path.length}:${path}${text.length}:${text}`);
  }
  return `sha256:${hash.digest('hex')}`;
}
