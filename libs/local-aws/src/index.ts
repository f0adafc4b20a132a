export { startLocalAws, type LocalAws, type LocalAwsOptions } from './local-aws.js';
export type { ForeignBucket, WorldDescription } from './world/world.js';
export type { SessionCredentials } from './credentials/session-credentials.js';
export type { LocalStack } from './cloudformation/stack-registry.js';
export type { LocalConnection } from './connections/connection-registry.js';
export type { LocalBuild } from './codebuild/build-history.js';
export type { Fault, FaultTarget } from './faults/fault.js';
export type { DecisionRecord } from './authorization/decision-record.js';
export { localAwsErrors } from './errors.js';
