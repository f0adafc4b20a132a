import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './workspace.js';

/** What a package.json says, as far as an installation looks at it. */
export interface PackedManifest {
  readonly name: string;
  readonly license?: string;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** A library as `npm pack` makes it. */
export interface PackedLibrary {
  readonly tarball: string;
  readonly manifest: PackedManifest;
  /** By their paths in the package. */
  readonly files: readonly string[];
}

interface PackReport {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

/**
 * Packs a built library of the workspace into a folder, as publishing it would.
 *
 * @param name the folder in `libs`: `platform-model`
 */
export function packLibrary(name: string, destination: string): PackedLibrary {
  const folder = path.join(root, 'libs', name);
  const answer = execFileSync(
    'npm',
    ['pack', folder, '--json', '--ignore-scripts', '--pack-destination', destination],
    // In the folder of the tarballs, for npm takes notice of the workspace around it.
    { cwd: destination, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const [report] = JSON.parse(answer) as PackReport[];
  if (!report) throw new TypeError(`npm packed nothing of ${folder}`);
  return {
    tarball: path.join(destination, report.filename),
    manifest: JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as PackedManifest,
    files: report.files.map((file) => file.path),
  };
}
