import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** The root of the workspace. */
export const root = path.resolve(import.meta.dirname, '../../..');

/** What a package.json of the workspace says, as far as the checks look at it. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly license?: string;
  readonly type?: string;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly nx?: { readonly tags?: readonly string[] };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly overrides?: Readonly<Record<string, string>>;
}

/** A project: its folder relative to the root (`libs/fleet`) and its package.json. */
export interface Project {
  readonly directory: string;
  readonly manifest: Manifest;
}

/** All projects of the workspace. */
export function listProjects(): Project[] {
  return ['libs', 'apps', 'tools'].flatMap((group) =>
    readdirSync(path.join(root, group), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'jest')
      .map((entry) => {
        const directory = `${group}/${entry.name}`;
        return { directory, manifest: readJson(`${directory}/package.json`) as Manifest };
      }),
  );
}

/** Reads a JSON file of the workspace; its shape is the reader's to know. */
export function readJson(file: string): unknown {
  return JSON.parse(readText(file));
}

/** Reads a text file of the workspace. */
export function readText(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

/** The files of a project that git would keep, by name ending, relative to the root. */
export function listSourceFiles(directory: string, ending: RegExp): string[] {
  const generated = /(^|\/)(node_modules|dist|bundle|test-output|cdk\.out|coverage)(\/|$)/;
  return readdirSync(path.join(root, directory), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(directory, ...name.split(path.sep)))
    .filter((name) => !generated.test(name) && ending.test(name));
}
