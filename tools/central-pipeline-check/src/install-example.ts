import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { PackedLibrary, PackedManifest } from './pack-library.js';
import { root } from './workspace.js';

/** A command that was run in the example's folder. */
export interface CommandResult {
  readonly exitCode: number | null;
  readonly output: string;
}

/** The example of a central pipeline in a folder of its own, with the packed libraries installed. */
export interface InstalledExample {
  readonly folder: string;
  /** Type-checks the example against the packed declarations, and builds it. */
  build(): CommandResult;
  /** Runs a script of the example with Node.js. */
  run(script: string): CommandResult;
}

/**
 * Installs the example outside of the workspace: the libraries out of their tarballs, and of other packages only those
 * that the example or a library declares. These are links to the workspace's, so that nothing is fetched; an import
 * that no package.json declares is not found.
 *
 * @param format what the example is built as, by the `type` of its package.json
 */
export function installExample(
  folder: string,
  libraries: readonly PackedLibrary[],
  format: 'module' | 'commonjs',
): InstalledExample {
  cpSync(path.join(root, 'examples/central-pipeline'), folder, { recursive: true });
  const manifestFile = path.join(folder, 'package.json');
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as PackedManifest & {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  writeFileSync(manifestFile, JSON.stringify({ ...manifest, type: format }));

  const modules = path.join(folder, 'node_modules');
  for (const {
    tarball,
    manifest: { name },
  } of libraries) {
    const place = path.join(modules, name);
    mkdirSync(place, { recursive: true });
    execFileSync('tar', ['-xzf', tarball, '--strip-components=1', '-C', place]);
  }
  const declared = [manifest, ...libraries.map((library) => library.manifest)]
    .flatMap(({ dependencies, peerDependencies }) => [dependencies, peerDependencies])
    .concat(manifest.devDependencies);
  for (const name of new Set(declared.flatMap((names) => Object.keys(names ?? {})))) {
    const place = path.join(modules, name);
    if (existsSync(place)) continue;
    if (name.startsWith('@regional-pipeline/')) throw new TypeError(`${name} is needed and was not packed`);
    mkdirSync(path.dirname(place), { recursive: true });
    symlinkSync(path.join(root, 'node_modules', name), place);
  }

  const run = (...args: string[]): CommandResult => {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], CDK_VALIDATION: 'false' },
    });
    return { exitCode: status, output: stdout + stderr };
  };
  return { folder, build: () => run('node_modules/typescript/bin/tsc'), run: (script) => run(script) };
}
