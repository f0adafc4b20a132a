export { RegionalPipelineStack } from './regional-pipeline-stack.js';
export { RegionalPipelineStage, type RegionalPipelineStageProps } from './regional-pipeline-stage.js';
export {
  findContradictions,
  type Contradiction,
  type RegionalPipelineSettings,
} from './regional-pipeline-settings.js';
export {
  ManagementDeployRoleStack,
  type ManagementDeployRoleStackProps,
} from './management-deploy-role-stack.js';
export {
  ManagementDeployRoleStackSet,
  type ManagementDeployRoleStackSetProps,
} from './management-deploy-role-stack-set.js';
export { SecurityModelPlugin } from './security-model-plugin.js';
export { ConnectionArn, RoleArn, TopicArn } from './arns.js';
export { BranchName, RepositoryId } from './repository.js';
export { BucketName } from './bucket-name.js';
export { BuildTimeoutMinutes } from './build-timeout.js';
export { FanOut, FanOutConcurrency, ToleratedFailurePercentage } from './fan-out.js';
export { hasConnections } from './connection-regions.js';
export { HourlyLimit } from './hourly-limit.js';
export { LogRetentionDays } from './log-retention.js';
export { OrchestratorPath } from './orchestrator-path.js';
export { OrganizationalUnitId, OrganizationalUnitPath } from './organizational-unit.js';
export { TemplateOnlySynthesizer } from './template-only-synthesizer.js';
export { TriggerPath } from './trigger-path.js';
export { pipelineConstructsErrors } from './errors.js';
