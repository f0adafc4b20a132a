import { existsSync } from 'node:fs';
import path from 'node:path';
import { listProjects, listSourceFiles, readText, root } from './workspace.js';

const projects = listProjects();
const libraries = projects.filter(({ directory }) => directory.startsWith('libs/'));
const version = libraries[0]?.manifest.version;

describe('every project', () => {
  it.each(projects.map((project) => [project.directory, project] as const))(
    '%s has a platform, a licence and a version',
    (_directory, { manifest }) => {
      const platforms = (manifest.nx?.tags ?? []).filter((tag) => tag.startsWith('platform:'));
      expect(platforms).toHaveLength(1);
      expect(manifest).toMatchObject({ license: 'Apache-2.0', type: 'module', version });
    },
  );

  it.each(projects.map(({ directory }) => directory))('%s has tests and something to test', (directory) => {
    expect(listSourceFiles(`${directory}/src`, /\.spec\.ts$/).length).toBeGreaterThan(0);
    expect(readText(`${directory}/src/index.ts`)).toMatch(/export/);
  });

  it.each(projects.map(({ directory }) => directory))('%s is part of the TypeScript build', (directory) => {
    expect(readText('tsconfig.json')).toContain(`./${directory}"`);
  });
});

describe('every library', () => {
  it.each(libraries.map((project) => [project.directory, project] as const))(
    '%s can be installed on its own',
    (_directory, { manifest }) => {
      expect(manifest.private).toBeUndefined();
      expect(manifest.exports?.['.']).toEqual({
        '@regional-pipeline/source': './src/index.ts',
        types: './dist/index.d.ts',
        default: './dist/index.js',
      });
      for (const [name, wanted] of Object.entries(manifest.dependencies ?? {})) {
        if (name.startsWith('@regional-pipeline/')) expect(wanted).toBe(version);
      }
    },
  );

  it.each(libraries.map(({ directory }) => directory))('%s has a README that shows its use', (directory) => {
    expect(existsSync(path.join(root, directory, 'README.md'))).toBe(true);
    expect(readText(`${directory}/README.md`)).toMatch(/```(ts|js|yaml|json|sh)\n/);
  });

  it.each(libraries.map(({ directory }) => directory))('%s shows one face of named exports', (directory) => {
    const face = readText(`${directory}/src/index.ts`);
    expect(face).not.toMatch(/export \*|export default/);
  });

  it.each(libraries.map(({ directory }) => directory))('%s keeps to one concept a file', (directory) => {
    const files = listSourceFiles(`${directory}/src`, /\.ts$/).map((file) => path.basename(file));
    expect(files.filter((file) => /^(utils?|helpers?|common|manager|misc)\b/.test(file))).toEqual([]);
  });
});
