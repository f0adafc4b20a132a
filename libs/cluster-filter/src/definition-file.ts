/** A YAML file of the repository that the pipeline deploys, as its reader found it. */
export interface DefinitionFile {
  /** Relative to the repository, with slashes: `management-clusters/us-east-1/mc01.yaml`. Errors show it. */
  readonly path: string;
  readonly text: string;
}
