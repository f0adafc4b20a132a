export { assumeDeployRole } from './assume-deploy-role.js';
export { baseCredentials } from './base-credentials.js';
export { buildIdentity, type BuildIdentity } from './build-identity.js';
export { fetchCredentials } from './credential-client.js';
export type { CredentialProcessOutput } from './credential-protocol.js';
export {
  serveCredentials,
  type CredentialServer,
  type CredentialServerOptions,
} from './credential-server.js';
export type { Credentials, CredentialsProvider } from './credentials.js';
export type { AssumedIdentity, DeployRole } from './deploy-role.js';
export { ensureBaseLasts } from './ensure-base-lasts.js';
export { assumeRoleErrors } from './errors.js';
export { openProfiles, type Profiles, type ProfilesRequest } from './open-profiles.js';
export { probeExternalId, type ExternalIdProbe } from './probe-external-id.js';
export { selectProfileMode, type ProfileMode } from './profile-mode.js';
