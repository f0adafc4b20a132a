import { access, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { StateBackend } from './provision-request.js';
import { describeState, type StrandedState } from './stranded-state.js';

/** What Terraform keeps in each working directory, modules, providers and which backend it uses; also its own default. */
export const dataDirectory = '.terraform';

/** The local state of a configuration without a backend, and what Terraform leaves when the upload failed. */
const stateFiles = new Set(['terraform.tfstate', 'errored.tfstate']);

/** What a target's Terraform left in the private copy. */
export interface TerraformStates {
  /**
   * States that are in the copy instead of the backend, and that did not come with the repository, in alphabetical
   * order. Nothing else knows the resources in them.
   */
  readonly stranded: readonly StrandedState[];
  /**
   * Directories, relative to the copy, whose configuration was initialised with the cluster's state. Where there are
   * two, the one that was applied last has destroyed what the other one had made.
   */
  readonly configurations: readonly string[];
}

/**
 * Searches a private copy after its target: for states that are not in the backend, and for the configurations that
 * use the cluster's state, by the file in each data directory that names the backend.
 *
 * @throws an error of the file system where the copy cannot be searched: then nobody knows
 */
export async function findTerraformStates(
  source: string,
  copy: string,
  backend: StateBackend,
): Promise<TerraformStates> {
  const stranded: StrandedState[] = [];
  const configurations: string[] = [];
  for (const entry of await readdir(copy, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !stateFiles.has(entry.name)) continue;
    const file = path.join(entry.parentPath, entry.name);
    const directory = path.relative(copy, entry.parentPath);
    const text = await readFile(file, 'utf8');
    const used = backendOf(text);
    if (used) {
      const { bucket, key } = used.config ?? {};
      const shared = used.type === 's3' && bucket === backend.bucket && key === backend.key;
      if (shared) configurations.push(configurationOf(directory));
    } else if (!inDataDirectory(directory) && !(await exists(path.join(source, directory, entry.name)))) {
      const name = path.relative(copy, file).split(path.sep).join('/');
      stranded.push(describeState(file, name, text));
    }
  }
  stranded.sort((one, other) => (one.name < other.name ? -1 : 1));
  return { stranded, configurations: configurations.sort() };
}

interface Backend {
  readonly type?: unknown;
  readonly config?: { readonly bucket?: unknown; readonly key?: unknown } | null;
}

/** The backend that a data directory's `terraform.tfstate` names; a state of resources, whole or cut off, names none. */
function backendOf(text: string): Backend | undefined {
  try {
    return (JSON.parse(text) as { readonly backend?: Backend | null } | null)?.backend ?? undefined;
  } catch {
    return undefined;
  }
}

/** Where the configuration of a data directory is; the data directory itself where a target gave it a name of its own. */
function configurationOf(directory: string): string {
  return path.basename(directory) === dataDirectory ? path.dirname(directory) : directory;
}

function inDataDirectory(directory: string): boolean {
  return directory.split(path.sep).includes(dataDirectory);
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
