export { openStateBucket, type StateBucket, type StateBucketLocation } from './open-state-bucket.js';
export { judgeLock, type LockAttempt, type LockVerdict } from './judge-lock.js';
export type { LockInfo, StateLock } from './state-lock.js';
export type { PushedState, RescuePush } from './push-rescued-state.js';
export type { RescuedState } from './rescued-states.js';
export type { StateIdentity } from './terraform-state.js';
export type { UploadedLog } from './upload-log.js';
export { stateBucketErrors } from './errors.js';
