import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { startLocalAws, type LocalAws, type LocalAwsOptions } from '@regional-pipeline/local-aws';
import {
  Region,
  centralStateKey,
  regionalResources,
  type AccountId,
  type MintedAccount,
  type PolicyDocument,
  type RegionalResources,
} from '@regional-pipeline/platform-model';
import { parseInputs, synthesize, type SynthesizedTemplate } from '@regional-pipeline/regional-pipeline';
import { CENTRAL, MANAGEMENT, REGIONAL, mintedAccounts, region } from './accounts.js';
import { centralState } from './central-state.js';
import { workspace } from './workspace-paths.js';

/** The bucket in which Central keeps the minted accounts, in another region than the pipeline's. */
export const centralStateBucket = 'central-terraform-state';

/** The region of that bucket. */
export const centralStateRegion = Region.parse('eu-central-1');

/** What a rehearsal may have otherwise than the demo. */
export interface RehearsalOptions extends Pick<
  LocalAwsOptions,
  'port' | 'sessionLifetimeSeconds' | 'faultSeed'
> {
  /** Where templates, the decision log and the runs' temporary files go; it must exist. */
  readonly directory: string;
  /** Management accounts in which the deploy role stands. */
  readonly managementAccounts?: readonly AccountId[];
  /** What Central has minted. */
  readonly accounts?: readonly MintedAccount[];
  /** How the clusters are worked on; all in one build where it is left out. */
  readonly fanOut?: 'distributed-map';
}

/** A regional pipeline on loopback: its templates deployed in a local AWS, and Central's state beside them. */
export interface Rehearsal {
  readonly aws: LocalAws;
  readonly resources: RegionalResources;
  readonly decisionLog: string;
  /** The templates that were deployed. */
  readonly templates: readonly SynthesizedTemplate[];
  /** The file with what Central added to its bucket's policy. */
  readonly centralBucketStatements: string;
  /** The environment of the build: container credentials as in CodeBuild, or the same role's session by keys. */
  environment(credentials?: 'container' | 'keys'): Record<string, string>;
  close(): Promise<void>;
}

/** Synthesizes the app, and starts a local AWS that enforces the policies of its templates. */
export async function openRehearsal(options: RehearsalOptions): Promise<Rehearsal> {
  const { directory } = options;
  const resources = regionalResources(region, REGIONAL);
  const inputs = parseInputs({
    region,
    regionalAccount: REGIONAL,
    managementAccounts: options.managementAccounts ?? MANAGEMENT,
    repositoryId: 'platform/platform-repo',
    centralStateBucket,
    ...(options.fanOut && { fanOut: options.fanOut }),
  });
  const { templates, centralBucketStatements } = synthesize(inputs, path.join(directory, 'templates'));
  const decisionLog = path.join(directory, 'decisions.jsonl');
  const aws = await startLocalAws({
    ...options,
    world: {
      templates,
      buckets: [
        {
          name: centralStateBucket,
          accountId: CENTRAL,
          region: centralStateRegion,
          versioned: true,
          // Central's own administrator adds these statements; nothing of the pipeline's can.
          policy: JSON.parse(readFileSync(centralBucketStatements, 'utf8')) as PolicyDocument,
        },
      ],
      organization: { id: 'o-rehearsal00' },
    },
    decisionLog,
  });
  aws.putObject(centralStateBucket, centralStateKey, centralState(options.accounts ?? mintedAccounts));

  const temporary = path.join(directory, 'tmp');
  const home = path.join(directory, 'home');
  for (const folder of [temporary, home]) mkdirSync(folder, { recursive: true });

  return {
    aws,
    resources,
    decisionLog,
    templates,
    centralBucketStatements,
    environment: (credentials = 'container') => ({
      ...inherited(['PATH', 'LANG', 'LC_ALL', 'TERM', 'NO_COLOR', 'CI']),
      HOME: home,
      TMPDIR: temporary,
      // The example's scripts find the AWS SDK here.
      NODE_PATH: path.join(workspace, 'node_modules'),
      CHECKPOINT_DISABLE: '1',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      ...aws.containerEnvironment(resources.buildRoleArn),
      ...(credentials === 'keys' ? keysInsteadOfContainer(aws, resources.buildRoleArn) : {}),
      AWS_REGION: region,
      MANAGEMENT_STATE_BUCKET: resources.stateBucket,
      CENTRAL_STATE_BUCKET: centralStateBucket,
    }),
    close: () => aws.close(),
  };
}

function inherited(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

function keysInsteadOfContainer(aws: LocalAws, roleArn: string): Record<string, string> {
  const { accessKeyId, secretAccessKey, sessionToken } = aws.issueCredentials(roleArn);
  return {
    AWS_CONTAINER_CREDENTIALS_FULL_URI: '',
    AWS_CONTAINER_AUTHORIZATION_TOKEN: '',
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  };
}
