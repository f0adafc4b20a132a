export type { Credentials, CredentialsProvider } from './credentials.js';
export type { AssumedIdentity, DeployRole } from './deploy-role.js';
export type { ProfileMode, Profiles } from './profiles.js';
