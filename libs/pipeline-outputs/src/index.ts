export { contractOutputs, type ContractOutput, type PipelineOutputs } from './pipeline-outputs.js';
export { readPipelineOutputs } from './read-pipeline-outputs.js';
export { readConnection, type ConnectionState } from './read-connection.js';
export type { AwsAccess } from './aws-access.js';
export { pipelineOutputsErrors } from './errors.js';
