import { listProjects, listSourceFiles, readJson, readText, type Manifest } from './workspace.js';

const projects = listProjects();
const rootManifest = readJson('package.json') as Manifest;
const lock = readJson('package-lock.json') as {
  packages: Record<string, { version?: string; license?: string; link?: boolean; resolved?: string }>;
};
const installed = Object.entries(lock.packages).filter(
  ([place, { link }]) => place.includes('node_modules/') && !link,
);
const nameOf = (place: string) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Licences that ask for nothing but to be named. */
const permissive = new Set([
  'MIT',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  '0BSD',
  'BlueOak-1.0.0',
  'CC0-1.0',
]);

/** Packages under another licence, each with the reason why it is fine. */
const exceptions: Readonly<Record<string, string>> = {
  argparse: 'Python-2.0: permissive, the licence of Python itself',
  'caniuse-lite': 'CC-BY-4.0: data about browsers that a build tool reads; nothing of it is shipped',
};

/** Tools that are run and not imported, by the file that runs them. */
const runByName: Readonly<Record<string, string>> = {
  '@nx/eslint': 'nx.json',
  '@nx/jest': 'nx.json',
  '@nx/js': 'nx.json',
  '@swc/core': 'tools/jest/preset.cjs',
  '@swc/helpers': 'tools/jest/preset.cjs',
  '@swc/jest': 'tools/jest/preset.cjs',
  '@types/jest': 'tsconfig.base.json',
  '@types/node': 'tsconfig.base.json',
  'aws-cdk': 'apps/regional-pipeline/cdk.json',
  jest: 'tools/jest/preset.cjs',
  'jest-environment-node': 'tools/jest/preset.cjs',
  'jest-util': 'tools/jest/preset.cjs',
  nx: 'nx.json',
  prettier: '.prettierrc.json',
  tsx: 'tools/synth.mjs',
  typescript: 'tsconfig.base.json',
};

/** Whether one choice of an SPDX expression is permissive: `(MIT OR GPL-3.0-or-later)` is, `MIT AND X` needs both. */
function isPermissive(expression: string): boolean {
  return expression
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((licence) => permissive.has(licence.trim())));
}

describe('dependencies', () => {
  it('are all under a permissive licence', () => {
    expect(installed.length).toBeGreaterThan(100);
    const others = installed
      .filter(([place, { license }]) => !isPermissive(license ?? 'none') && !(nameOf(place) in exceptions))
      .map(([place, { license }]) => `${nameOf(place)}: ${license ?? 'none'}`);
    expect(others).toEqual([]);
  });

  it('have no exception that is not needed', () => {
    const names = new Set(installed.map(([place]) => nameOf(place)));
    expect(Object.keys(exceptions).filter((name) => !names.has(name))).toEqual([]);
  });

  it.each(
    [{ directory: '.', manifest: rootManifest }, ...projects].map(
      ({ directory, manifest }) => [directory, manifest] as const,
    ),
  )('of %s are pinned to one version', (_directory, manifest) => {
    const loose = Object.entries({
      ...manifest.dependencies,
      ...manifest.devDependencies,
      ...manifest.overrides,
    }).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
    expect(loose).toEqual([]);
  });

  it.each(projects.map(({ directory, manifest }) => [directory, manifest] as const))(
    'of %s are used by it',
    (directory, manifest) => {
      const sources = listSourceFiles(directory, /\.(ts|mjs|cjs|json)$/)
        .filter((file) => !file.endsWith('package.json'))
        .map(readText)
        .join('\n');
      const unused = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })
        .filter((name) => !(name in runByName))
        .filter((name) => !sources.includes(`'${name}'`) && !sources.includes(`'${name}/`));
      expect(unused).toEqual([]);
    },
  );

  it('of the workspace are used by it', () => {
    const files = [
      'eslint.config.mjs',
      ...['libs', 'apps', 'tools'].flatMap((group) => listSourceFiles(group, /\.(ts|mjs|cjs)$/)),
    ];
    const sources = files.map(readText).join('\n');
    const unused = Object.keys(rootManifest.devDependencies ?? {})
      .filter((name) => !(name in runByName))
      .filter((name) => !sources.includes(`'${name}'`) && !sources.includes(`'${name}/`));
    expect(unused).toEqual([]);
  });

  it('are locked without the address that they were fetched from', () => {
    const addresses = Object.entries(lock.packages).filter(([, { resolved }]) => resolved?.includes('://'));
    expect(addresses).toEqual([]);
  });
});
