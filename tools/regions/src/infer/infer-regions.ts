import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  createNodesFromFiles,
  logger,
  type CreateNodesContext,
  type CreateNodesResult,
  type CreateNodesResultArray,
  type TargetConfiguration,
} from '@nx/devkit';
import { regionTargets } from './region-targets.js';

/** Throws with what is wrong in a region's file. */
export type CheckRegionFile = (file: string, text: string) => void;

/**
 * One project `region-<region>` for each region's file, with `synth`, `validate`, `diff` and `deploy`, and the same on
 * the app as `synth-<region>` and so on.
 *
 * The project's root is the file: so a change of it affects this region alone. It depends on the app: so a change of
 * the app or of a library affects all regions.
 *
 * @throws AggregateCreateNodesError with what is wrong in each file, beside the projects of the others
 */
export async function inferRegions(
  files: readonly string[],
  context: CreateNodesContext,
  loadCheck = importCheck,
): Promise<CreateNodesResultArray> {
  const check = await loadCheck().catch(checkNameAlone);
  return createNodesFromFiles(
    (file) => {
      check(file, readFileSync(path.join(context.workspaceRoot, file), 'utf8'));
      return inferRegion(file);
    },
    files,
    undefined,
    context,
  );
}

async function importCheck(): Promise<CheckRegionFile> {
  const { checkRegionFile } = await import('./check-region-file.js');
  return checkRegionFile;
}

/** A library that does not load must not take away the targets that would say why. */
function checkNameAlone(error: unknown): CheckRegionFile {
  logger.warn(
    `The regions' files are not checked, for the sources that would do it do not load (${String(error)}). ` +
      'The targets check them.',
  );
  return (file) => {
    if (/^[a-z0-9-]+\.json$/.test(path.basename(file))) return;
    throw new TypeError(`${file} is not the file of a region: its name says none. Rename it.`);
  };
}

function inferRegion(file: string): CreateNodesResult {
  const region = path.basename(file, '.json');
  const app = path.posix.dirname(path.posix.dirname(file));
  const name = `region-${region}`;
  const targets = regionTargets(app, region);
  const byName: Record<string, TargetConfiguration> = Object.fromEntries(
    Object.keys(targets).map((target) => [
      `${target}-${region}`,
      { executor: 'nx:noop', dependsOn: [{ projects: [name], target }] },
    ]),
  );
  // On both projects: the app's is the one that people name, the region's the one that `nx affected` finds.
  const own = withInputs({ ...targets, ...byName }, file);
  return {
    projects: {
      [app]: { targets: byName },
      [file]: { name, implicitDependencies: ['regional-pipeline'], targets: own },
    },
  };
}

/**
 * Each target of a region says its inputs, for Nx finds no files of a project whose root is a file. The app's must not
 * say them: the app, and with it every region, would be affected by a change of this one.
 */
function withInputs(
  targets: Readonly<Record<string, TargetConfiguration>>,
  file: string,
): Record<string, TargetConfiguration> {
  return Object.fromEntries(
    Object.entries(targets).map(([name, target]) => [
      name,
      { ...target, inputs: [`{workspaceRoot}/${file}`, ...(target.inputs ?? [])] },
    ]),
  );
}
