export { AccountId } from './account-id.js';
export { Region, listRegions, partitionOf, type Partition } from './region.js';
export { ClusterName } from './cluster-name.js';
export { RunId, formatRunId } from './run-id.js';
export { RunHolder, type HolderState } from './run-holder.js';
export { roleSessionName } from './session-name.js';
export { nearestName } from './nearest-name.js';
export { reasonOf } from './reason-of.js';
export type { MintedAccount } from './minted-account.js';
export {
  bucketArn,
  externalIdOf,
  regionalNames,
  regionalResources,
  type RegionalResources,
} from './regional-resources.js';
export {
  fanOutListKey,
  fanOutNames,
  fanOutPrefix,
  fanOutResources,
  type FanOutResources,
} from './fan-out-resources.js';
export { monitoringNames, monitoringResources, type MonitoringResources } from './monitoring-resources.js';
export { pipelineMetrics } from './pipeline-metrics.js';
export { assemblyArchivePrefix, deployRoleStackName, regionalStackName } from './stack-names.js';
export { managementNames, managementResources, type ManagementResources } from './management-resources.js';
export {
  centralStateKey,
  centralStatePrefix,
  clusterLogKey,
  clusterOwnerKey,
  clusterOwnersPrefix,
  clusterRecordKey,
  clusterRecordsPrefix,
  clusterStateKey,
  pipelineRunsPrefix,
  rescuePrefix,
  runRecordKey,
  stateLockKey,
} from './state-keys.js';
export type {
  ConditionBlock,
  ConditionValue,
  OneOrMany,
  PolicyDocument,
  PolicyPrincipal,
  PolicyStatement,
} from './policy-document.js';
export {
  PlatformError,
  defineErrors,
  exitCodeByPhase,
  isPlatformError,
  type ErrorKind,
  type ErrorPhase,
  type PlatformErrorDetails,
} from './platform-error.js';
