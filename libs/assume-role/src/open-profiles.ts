import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PlatformError, isPlatformError, reasonOf } from '@regional-pipeline/platform-model';
import { assumeDeployRole } from './assume-deploy-role.js';
import { quoteCommand, renderConfigFile, type ProfileSettings } from './config-file.js';
import { serveCredentials, type CredentialServer } from './credential-server.js';
import type { Credentials, CredentialsProvider } from './credentials.js';
import type { AssumedIdentity } from './deploy-role.js';
import { assumeRoleErrors } from './errors.js';
import { containerCredentialVariables, type ProfileMode } from './profile-mode.js';
import { renewingCredentials } from './renewing-credentials.js';

/** What the profiles of one cluster are made from. */
export interface ProfilesRequest {
  /** The checked identity: without one there are no profiles, so no target runs unchecked. */
  readonly identity: AssumedIdentity;
  /** The build's own credentials: those of the profile `regional`, and what `management` is renewed from. */
  readonly base: CredentialsProvider;
  readonly mode: ProfileMode;
  /** The command that calls `fetchCredentials`; `--socket PATH --profile NAME` is added. Mode `process` runs it. */
  readonly credentialProcess: readonly string[];
  /** The parent's environment: mode `native` hands the container's variables on. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where the private directory is made; the system's temporary one where it is left out. Short: it holds a socket. */
  readonly directory?: string;
}

/** The two AWS profiles of one cluster: `regional` for the state backend, `management` for everything else. */
export interface Profiles {
  /** What a child's environment needs to use them; never a key. */
  readonly environment: Readonly<Record<string, string>>;
  readonly backendProfile: 'regional';
  /** Secret values that were issued to children so far, for redaction; grows as they are renewed. */
  readonly secrets: () => readonly string[];
  /** Stops serving and removes the files. Call it after the children are over; a second call does nothing. */
  close(): Promise<void>;
}

/**
 * Makes the two AWS profiles that a cluster's child processes use, in an AWS configuration file (0600) of a private
 * directory (0700). They outlive the hour that a chained session lasts: the child's SDK asks for new credentials
 * by itself, and each renewal here checks the identity again.
 *
 * The default profile is the cluster's as well: in mode `native` a script that unsets AWS_PROFILE would otherwise
 * be the build.
 *
 * @throws PlatformError `ProfilesNotWritten`, `ProfileValueInvalid`, `SocketPathTooLong`, and what `base` throws
 */
export async function openProfiles(request: ProfilesRequest): Promise<Profiles> {
  const { identity, mode, environment } = request;
  const { region } = identity.role;
  const secrets = new Set<string>();
  const remember = (credentials: Credentials) => {
    secrets.add(credentials.secretAccessKey);
    if (credentials.sessionToken) secrets.add(credentials.sessionToken);
    return credentials;
  };
  remember(identity.credentials);
  // A target can ask the container for these as well, so they are known before it prints them.
  remember(await request.base());

  const directory = await makePrivateDirectory(path.resolve(request.directory ?? tmpdir()));
  let server: CredentialServer | undefined;
  const close = async () => {
    await server?.close();
    server = undefined;
    await rm(directory, { recursive: true, force: true });
  };
  try {
    const socketPath = path.join(directory, 's');
    if (mode === 'process') {
      const management = renewingCredentials(
        async () => (await assumeDeployRole(identity.role, request.base)).credentials,
        { initial: identity.credentials },
      );
      server = await serveCredentials({
        socketPath,
        profiles: {
          regional: async () => remember(await request.base()),
          management: async () => remember(await management()),
        },
      });
    }
    const configFile = path.join(directory, 'config');
    const profiles = mode === 'native' ? nativeProfiles(identity) : processProfiles(request, socketPath);
    await writeFile(configFile, renderConfigFile(profiles), { flag: 'wx', mode: 0o600 });
    const inherited = mode === 'native' ? containerVariables(environment) : {};
    const token = inherited['AWS_CONTAINER_AUTHORIZATION_TOKEN'];
    if (token) secrets.add(token);
    return {
      environment: {
        ...inherited,
        AWS_CONFIG_FILE: configFile,
        AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
        AWS_PROFILE: 'management',
        AWS_REGION: region,
        AWS_DEFAULT_REGION: region,
        AWS_STS_REGIONAL_ENDPOINTS: 'regional',
        AWS_SDK_LOAD_CONFIG: '1',
        // When the profile fails, the JavaScript SDK goes on to the instance's role: another account's identity.
        AWS_EC2_METADATA_DISABLED: 'true',
      },
      backendProfile: 'regional',
      secrets: () => [...secrets],
      close,
    };
  } catch (error) {
    await close();
    throw isPlatformError(error) ? error : notWritten(directory, error);
  }
}

type ProfileNames = 'regional' | 'management' | 'default';

function nativeProfiles({ role }: AssumedIdentity): Record<ProfileNames, ProfileSettings> {
  const management = {
    region: role.region,
    role_arn: role.arn,
    external_id: role.externalId,
    role_session_name: role.sessionName,
    credential_source: 'EcsContainer',
  };
  return { regional: { region: role.region }, management, default: management };
}

function processProfiles(
  request: ProfilesRequest,
  socketPath: string,
): Record<ProfileNames, ProfileSettings> {
  const { region } = request.identity.role;
  const profile = (name: string) => ({
    region,
    credential_process: quoteCommand([
      ...request.credentialProcess,
      '--socket',
      socketPath,
      '--profile',
      name,
    ]),
  });
  const management = profile('management');
  return { regional: profile('regional'), management, default: management };
}

function containerVariables(environment: ProfilesRequest['environment']): Record<string, string> {
  return Object.fromEntries(
    containerCredentialVariables.flatMap((name) => {
      const value = environment[name];
      return value ? [[name, value] as const] : [];
    }),
  );
}

async function makePrivateDirectory(parent: string): Promise<string> {
  try {
    // mkdtemp makes it for this user alone (0700), and never takes one that is there already.
    return await mkdtemp(path.join(parent, 'aws-'));
  } catch (cause) {
    throw notWritten(parent, cause);
  }
}

function notWritten(directory: string, cause: unknown): PlatformError {
  return new PlatformError(assumeRoleErrors.ProfilesNotWritten, {
    message: `the AWS profiles could not be written in ${directory} (${reasonOf(cause)}).`,
    context: { directory },
    cause,
  });
}
