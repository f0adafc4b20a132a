import { Region } from '@regional-pipeline/platform-model';

/** What the path of a definition file says. */
export interface DefinitionPath {
  readonly region: Region;
  /** The file's name without its extension: the cluster's name must be the same. */
  readonly name: string;
}

/** Reads `management-clusters/<region>/<name>.yaml` (or `.yml`), or says what is wrong with the path and what to do. */
export function parseDefinitionPath(path: string): DefinitionPath | string {
  const [, folder, name] = /^management-clusters\/([^/]+)\/([^/]+)\.ya?ml$/.exec(path) ?? [];
  if (folder === undefined || name === undefined) {
    return 'a definition lies at management-clusters/<region>/<name>.yaml and nowhere else; move the file';
  }
  const region = Region.safeParse(folder);
  if (!region.success)
    return `the folder ${JSON.stringify(folder)} is no region; move the file to its region's folder`;
  return { region: region.data, name };
}
