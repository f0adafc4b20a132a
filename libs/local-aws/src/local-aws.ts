import { randomUUID } from 'node:crypto';
import { PlatformError } from '@regional-pipeline/platform-model';
import { DecisionLog } from './authorization/decision-log.js';
import type { DecisionRecord } from './authorization/decision-record.js';
import { CloudFormationService } from './cloudformation/cloudformation-service.js';
import { StackRegistry, type LocalStack } from './cloudformation/stack-registry.js';
import { BuildHistory, type LocalBuild } from './codebuild/build-history.js';
import { CodeBuildService } from './codebuild/codebuild-service.js';
import { ConnectionRegistry, type LocalConnection } from './connections/connection-registry.js';
import { ConnectionsService } from './connections/connections-service.js';
import { ContainerCredentials } from './credentials/container-credentials.js';
import { CredentialRegistry } from './credentials/credential-registry.js';
import type { SessionCredentials } from './credentials/session-credentials.js';
import { localAwsErrors } from './errors.js';
import { FaultInjector } from './faults/fault-injector.js';
import type { Fault } from './faults/fault.js';
import { Gateway } from './gateway/gateway.js';
import { routeRequests } from './gateway/route-requests.js';
import { startLoopbackServer } from './http/loopback-server.js';
import { ObjectStores } from './s3/object-stores.js';
import { S3Service } from './s3/s3-service.js';
import { StsService } from './sts/sts-service.js';
import { readWorld } from './world/read-world.js';
import type { WorldDescription, WorldRole } from './world/world.js';

/** What a local AWS is started with. */
export interface LocalAwsOptions {
  readonly world: WorldDescription;
  /** A file that every decision is appended to, one JSON object a line. It is made when it is missing. */
  readonly decisionLog?: string;
  /** A free one where it is left out. */
  readonly port?: number;
  /** The time that signatures, sessions and objects go by. */
  readonly clock?: () => Date;
  /** How long every session lives, from AssumeRole and from the container endpoint; AWS's hour where it is left out. */
  readonly sessionLifetimeSeconds?: number;
  /** What `aws:SecureTransport` says. True where it is left out: the loopback server stands for TLS endpoints. */
  readonly secureTransport?: boolean;
  /** Decides which requests a fault with a rate hits. */
  readonly faultSeed?: number;
}

/** A running local AWS. */
export interface LocalAws {
  /** `http://127.0.0.1:PORT`: S3, STS, CodeBuild and the container credentials alike. */
  readonly endpoint: string;
  /**
   * The environment of a process that runs as `roleArn`, as CodeBuild gives it: no key in it, but the address of the
   * container credentials and its token; and this AWS as the endpoint.
   *
   * @throws PlatformError LocalAwsUnknownRole
   */
  containerEnvironment(roleArn: string): Record<string, string>;
  /**
   * Credentials of a new session of `roleArn`, without a trust policy being asked.
   *
   * @throws PlatformError LocalAwsUnknownRole
   */
  issueCredentials(
    roleArn: string,
    options?: { readonly lifetimeSeconds?: number; readonly sessionName?: string },
  ): SessionCredentials;
  /**
   * Puts an object as the bucket's owner: past the policies and the log, for set-up.
   *
   * @throws PlatformError LocalAwsUnknownBucket
   */
  putObject(bucket: string, key: string, body: string | Uint8Array): { versionId: string; etag: string };
  /** The current content of an object as the bucket's owner sees it, or undefined; for assertions. */
  getObject(bucket: string, key: string): Buffer | undefined;
  /** The content of each version of an object, newest first, without delete markers; for assertions. */
  objectVersions(bucket: string, key: string): Buffer[];
  /** The keys of the current objects of a bucket, in S3's order. */
  listObjects(bucket: string): string[];
  /** Adds a build to CodeBuild's history, or says anew how it stands. */
  putBuild(build: LocalBuild): void;
  /** Adds a stack that CloudFormation tells of, or says anew how it stands. What it would make is in the world. */
  putStack(stack: LocalStack): void;
  /** Adds a connection that CodeConnections tells of, or says anew how it stands. */
  putConnection(connection: LocalConnection): void;
  /** Switches a fault on; the function that is returned switches it off. */
  injectFault(fault: Fault): () => void;
  /** The decisions so far, in the order of the answers. */
  decisions(): readonly DecisionRecord[];
  /** Breaks the open connections and frees the port. */
  close(): Promise<void>;
}

/** One hour, as STS gives it where nothing is asked for. */
const defaultLifetimeSeconds = 3600;

/**
 * Starts an AWS on 127.0.0.1 whose every request is decided by the policies of the templates in `world`.
 *
 * @throws PlatformError LocalAwsWorldInvalid, LocalAwsNotStarted; TemplateUnresolvable from the template reader
 */
export async function startLocalAws(options: LocalAwsOptions): Promise<LocalAws> {
  const clock = options.clock ?? (() => new Date());
  const world = readWorld(options.world);
  const { sessionLifetimeSeconds } = options;
  const registry = new CredentialRegistry(clock);
  const containers = new ContainerCredentials(registry, sessionLifetimeSeconds ?? defaultLifetimeSeconds);
  const stores = new ObjectStores(world, clock);
  const builds = new BuildHistory();
  const stacks = new StackRegistry();
  const connections = new ConnectionRegistry();
  const faults = new FaultInjector(options.faultSeed ?? 1);
  const decisionLog = new DecisionLog(options.decisionLog);
  const secureTransport = options.secureTransport ?? true;
  const gateway = new Gateway({ world, registry, faults, decisionLog, clock, secureTransport });
  const services = [
    new S3Service(world, stores),
    new StsService({
      world,
      registry,
      ...(sessionLifetimeSeconds === undefined ? {} : { sessionLifetimeSeconds }),
    }),
    new CodeBuildService(builds),
    new CloudFormationService(stacks),
    new ConnectionsService(connections),
  ];
  const handler = routeRequests(gateway, services, containers);
  const server = await startLoopbackServer(handler, options.port ?? 0).catch((error: unknown) => {
    decisionLog.close();
    throw error;
  });

  const requireRole = (roleArn: string): WorldRole => {
    const role = world.roles.get(roleArn);
    if (role) return role;
    throw new PlatformError(localAwsErrors.LocalAwsUnknownRole, {
      message: `No template declares the role ${roleArn}; the roles are ${[...world.roles.keys()].join(', ')}.`,
      context: { roleArn },
    });
  };

  return {
    endpoint: server.endpoint,
    containerEnvironment: (roleArn) => {
      const { path, token } = containers.register(requireRole(roleArn));
      return {
        AWS_CONTAINER_CREDENTIALS_FULL_URI: server.endpoint + path,
        AWS_CONTAINER_AUTHORIZATION_TOKEN: token,
        AWS_ENDPOINT_URL: server.endpoint,
        // The Go SDK's inner STS client, for profiles with a role_arn, does not read the global one.
        AWS_ENDPOINT_URL_STS: server.endpoint,
        AWS_EC2_METADATA_DISABLED: 'true',
      };
    },
    issueCredentials: (roleArn, { lifetimeSeconds, sessionName } = {}) =>
      registry.issue({
        role: requireRole(roleArn),
        sessionName: sessionName ?? `local-aws-${randomUUID()}`,
        lifetimeSeconds: lifetimeSeconds ?? sessionLifetimeSeconds ?? defaultLifetimeSeconds,
      }).credentials,
    putObject: (bucket, key, body) => {
      const content = {
        body: Buffer.from(body),
        headers: { 'content-type': 'binary/octet-stream' },
        checksums: {},
      };
      const { versionId, etag } = stores.of(bucket).put(key, content);
      return { versionId, etag };
    },
    getObject: (bucket, key) => {
      const current = stores.of(bucket).current(key);
      return current?.kind === 'object' ? current.body : undefined;
    },
    objectVersions: (bucket, key) =>
      stores
        .of(bucket)
        .versions(key)
        .flatMap((version) => (version.kind === 'object' ? [version.body] : [])),
    listObjects: (bucket) =>
      stores
        .of(bucket)
        .listCurrent()
        .map(({ key }) => key),
    putBuild: (build) => builds.put(build),
    putStack: (stack) => stacks.put(stack),
    putConnection: (connection) => connections.put(connection),
    injectFault: (fault) => faults.inject(fault),
    decisions: () => decisionLog.records(),
    close: async () => {
      await server.close();
      decisionLog.close();
    },
  };
}
