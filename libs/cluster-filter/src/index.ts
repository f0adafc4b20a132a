export type { DefinitionFile } from './definition-file.js';
export type { ClusterDefinition, JsonValue } from './cluster-definition.js';
export type {
  ManagementCluster,
  RejectedCluster,
  Selection,
  SkipReason,
  SkippedCluster,
} from './selection.js';
export { clusterFilterErrors } from './errors.js';
export { parseDefinitions } from './parse-definitions.js';
export { definitionJsonSchema } from './definition-schema.js';
export { selectClusters, type SelectClustersInput } from './select-clusters.js';
