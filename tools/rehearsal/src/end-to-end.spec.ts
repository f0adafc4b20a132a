import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import {
  ClusterName,
  centralStateKey,
  clusterStateKey,
  managementResources,
  pipelineRunsPrefix,
} from '@regional-pipeline/platform-model';
import { loadActionCatalogue, proveAll, proveNone } from '@regional-pipeline/policy-proofs';
import { roleNeeds, type Deployment } from '@regional-pipeline/security-model';
import { MANAGEMENT, WITHOUT_ROLE, region } from './accounts.js';
import { roleOf } from './decision-summary.js';
import { centralStateBucket, centralStateRegion, openRehearsal, type Rehearsal } from './rehearsal.js';
import { runOrchestrator, type OrchestratorRun } from './run-orchestrator.js';
import { allowGrantsOf, findUnexplainedGrants } from './testing/allow-grants.js';
import { findBeyondNeeds, withoutAction } from './testing/beyond-needs.js';
import { decideAgain, type LoggedRequest } from './testing/logged-requests.js';
import { setOf } from './testing/named-keys.js';
import { provedDeployment } from './testing/proved-deployment.js';
import { platformRepositoryWith, rehearsalFolder } from './testing/rehearsal-folder.js';
import { s3As } from './testing/s3-as.js';
import { unexercisedGrants } from './unexercised-grants.js';
import { isOnPath } from './workspace-paths.js';

jest.setTimeout(120_000);

const withTerraform = isOnPath('terraform') || isOnPath('tofu') ? describe : describe.skip;
const BUILD = '111111111111 regional-pipeline-codebuild-role';
const deployRole = (account: string) => `${account} ManagementClusterDeployRole`;

const folder = rehearsalFolder();
let rehearsal: Rehearsal;
beforeAll(async () => {
  rehearsal = await openRehearsal({ directory: folder });
});
afterAll(() => rehearsal.close());

function stateOf(
  name: string,
): { serial: number; lineage: string; outputs: Record<string, { value: unknown }> } | undefined {
  const body = rehearsal.aws.getObject(
    rehearsal.resources.stateBucket,
    clusterStateKey(ClusterName.parse(name)),
  );
  return body && (JSON.parse(body.toString('utf8')) as ReturnType<typeof stateOf>);
}

withTerraform.each(['container', 'keys'] as const)(
  'a deployment with %s credentials, real make and real terraform',
  (credentials) => {
    let run: OrchestratorRun;
    let decisions: ReturnType<Rehearsal['aws']['decisions']>;
    const before: Record<string, number> = {};

    beforeAll(async () => {
      for (const name of ['mc01', 'mc02', 'mc03']) before[name] = stateOf(name)?.serial ?? 0;
      const from = rehearsal.aws.decisions().length;
      run = await runOrchestrator(['deploy', '--output', 'json'], rehearsal.environment(credentials));
      decisions = rehearsal.aws.decisions().slice(from);
    });

    it('deploys every account with a role, and tells of all six accounts and the pending definition', () => {
      expect(run.stderr).toBe('');
      expect(run.exitCode).toBe(1);
      const rows = run
        .summary()
        .clusters.map(({ name, accountId, outcome, code }) => [name, accountId, outcome, code]);
      expect(rows).toEqual([
        ['management-eu-west-1-01', '333333333301', 'skipped', 'other-region'],
        ['mc01', MANAGEMENT[0], 'deployed', null],
        ['mc02', MANAGEMENT[1], 'deployed', null],
        ['mc03', MANAGEMENT[2], 'deployed', null],
        ['mc04', WITHOUT_ROLE, 'failed', 'AssumeRoleDenied'],
        ['mc05', null, 'skipped', 'pending'],
        ['regional-us-east-1', '111111111111', 'skipped', 'regional-account'],
      ]);
      const failed = run.summary().clusters.find(({ name }) => name === 'mc04');
      expect(failed?.reason).toContain(`arn:aws:iam::${WITHOUT_ROLE}:role/ManagementClusterDeployRole`);
      expect(failed?.remedy).toContain(WITHOUT_ROLE);
    });

    it("puts each cluster's variables into its own state, and leaves no lock", () => {
      expect(stateOf('mc01')?.outputs['management_cluster']?.value).toEqual({ version: '1.33', nodes: 3 });
      expect(stateOf('mc02')?.outputs['management_cluster']?.value).toEqual({ version: '1.33', nodes: 6 });
      expect(new Set(['mc01', 'mc02', 'mc03'].map((name) => stateOf(name)?.lineage)).size).toBe(3);
      const keys = rehearsal.aws.listObjects(rehearsal.resources.stateBucket);
      expect(keys.filter((key) => !key.startsWith(pipelineRunsPrefix))).toEqual([
        'mc01/terraform.tfstate',
        'mc02/terraform.tfstate',
        'mc03/terraform.tfstate',
      ]);
    });

    it('keeps a journal: the run, each attempt and its output, and gives every cluster back', () => {
      const runs = `${pipelineRunsPrefix}${run.summary().run}/`;
      const keys = rehearsal.aws.listObjects(rehearsal.resources.stateBucket);
      const attempted = ['mc01', 'mc02', 'mc03', 'mc04'];
      expect(keys.filter((key) => key.startsWith(runs))).toEqual([
        ...attempted.map((name) => `${runs}clusters/${name}.json`),
        // The role of mc04 cannot be assumed, so nothing of it ran.
        ...['mc01', 'mc02', 'mc03'].map((name) => `${runs}logs/${name}.1.log`),
        `${runs}run.json`,
      ]);
      for (const name of attempted) {
        const owner = rehearsal.aws.getObject(
          rehearsal.resources.stateBucket,
          `${pipelineRunsPrefix}owners/${name}.json`,
        );
        expect(JSON.parse(String(owner))).toMatchObject({ state: 'free', last: { run: run.summary().run } });
      }
    });

    it("reaches every backend as the build role, and every cluster's account as its deploy role", () => {
      const s3 = decisions.filter(({ service }) => service === 's3');
      expect(s3.filter(({ action }) => action === 's3:PutObject').length).toBeGreaterThanOrEqual(3);
      expect(new Set(s3.map(({ principal }) => roleOf(principal)))).toEqual(new Set([BUILD]));

      for (const [index, account] of MANAGEMENT.entries()) {
        const own = decisions.filter(({ principal }) => roleOf(principal) === deployRole(account));
        // The orchestrator's own check, and the script that the make target ran after terraform.
        expect(own.filter(({ action }) => action === 'sts:GetCallerIdentity').length).toBeGreaterThanOrEqual(
          2,
        );
        for (const { principal } of own) {
          expect(principal).toMatch(new RegExp(`/us-east-1\\.\\d{8}t\\d{6}-[0-9a-f]{4}\\.mc0${index + 1}$`));
        }
      }
      const refused = decisions.filter(({ effect }) => effect !== 'allow');
      const roles = refused
        .filter(({ action }) => action === 'sts:AssumeRole')
        .map(({ resource }) => resource);
      expect(new Set(roles)).toEqual(
        new Set([`arn:aws:iam::${WITHOUT_ROLE}:role/ManagementClusterDeployRole`]),
      );
    });

    it('changes nothing where nothing is to be changed', () => {
      for (const name of ['mc01', 'mc02', 'mc03']) {
        expect(stateOf(name)?.serial).toBe(before[name] === 0 ? stateOf(name)?.serial : before[name]);
      }
    });
  },
);

describe('the accounts', () => {
  it('of the central state are read across regions, from a bucket of another account', () => {
    const reads = rehearsal.aws
      .decisions()
      .filter(({ resource }) => resource?.startsWith('arn:aws:s3:::central-terraform-state/'));
    expect(reads.some(({ effect, region }) => effect === 'allow' && region === 'eu-central-1')).toBe(true);
  });
});

describe('one cluster, as another build would start it', () => {
  it('is deployed alone by --cluster', async () => {
    const run = await runOrchestrator(
      ['deploy', '--cluster', 'mc02', '--output', 'json'],
      rehearsal.environment(),
    );
    expect(run.exitCode).toBe(0);
    expect(run.summary().clusters.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['mc02', 'deployed'],
    ]);
  });
});

describe('a make target', () => {
  const target = (...lines: string[]) =>
    `pipeline-provision-management:\n${lines.map((line) => `\t${line}\n`).join('')}`;

  it('sees its own copy of the repository, its own settings, and no credential of the build', async () => {
    const source = platformRepositoryWith(folder, {
      Makefile: target(
        '@env | sort > $$TF_DATA_DIR.env',
        '@pwd; git --version >/dev/null; touch marker; cat $$TF_DATA_DIR.env',
      ),
    });
    const run = await runOrchestrator(
      ['deploy', '--source', source, '--cluster', 'mc01', '--output', 'json'],
      rehearsal.environment('keys'),
    );
    const [result] = run.summary().clusters;
    expect(result).toMatchObject({ outcome: 'deployed' });
    const log = readFileSync(result?.logFile as string, 'utf8');
    expect(readdirSync(source)).not.toContain('marker');
    expect(log).toMatch(/^AWS_PROFILE=management$/m);
    expect(log).toMatch(/^TF_CLI_ARGS_init=.*-backend-config=profile=regional/m);
    expect(log).not.toMatch(/^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)=/m);
  });

  it.each(['container', 'keys'] as const)(
    'prints no credential that is shown, logged or seen in an argv (%s)',
    async (credentials) => {
      const source = platformRepositoryWith(folder, {
        Makefile: target(
          '@node scripts/leak.cjs',
          "@cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' ' > $(CURDIR)/../argv.txt || true",
        ),
        'scripts/leak.cjs': `
        const { defaultProvider } = require('@aws-sdk/credential-provider-node');
        const fs = require('node:fs');
        (async () => {
          for (const profile of ['management', 'regional']) {
            const found = await defaultProvider({ profile })();
            fs.appendFileSync(${JSON.stringify(path.join(folder, 'leaked.txt'))}, [found.secretAccessKey, found.sessionToken, ''].join('\\n'));
            console.log('AWS_SECRET_ACCESS_KEY=' + found.secretAccessKey);
            console.log(JSON.stringify({ SecretAccessKey: found.secretAccessKey, SessionToken: found.sessionToken }));
            console.error('export AWS_SESSION_TOKEN=' + found.sessionToken);
          }
        })();`,
      });
      const environment = rehearsal.environment(credentials);
      const run = await runOrchestrator(['deploy', '--source', source, '--cluster', 'mc01'], {
        ...environment,
        CI: 'true',
      });
      expect(run.exitCode).toBe(0);
      const secrets = readFileSync(path.join(folder, 'leaked.txt'), 'utf8').split('\n').filter(Boolean);
      expect(secrets.length).toBeGreaterThanOrEqual(4);
      const logs = readdirSync(environment['TMPDIR'] as string, {
        recursive: true,
        encoding: 'utf8',
        withFileTypes: true,
      })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'));
      expect(run.stdout).toContain('AWS_SECRET_ACCESS_KEY=');
      for (const text of [run.stdout, run.stderr, ...logs, readFileSync(rehearsal.decisionLog, 'utf8')]) {
        for (const secret of secrets) expect(text.includes(secret)).toBe(false);
      }
    },
  );
});

describe('a session that tries more than its role may', () => {
  const state = { Key: 'mc01/terraform.tfstate' };
  it.each<
    [string, 'build' | 'pipeline' | 'deploy', string, (client: S3Client, Bucket: string) => Promise<unknown>]
  >([
    [
      'deletes no state',
      'build',
      region,
      (s3, Bucket) => s3.send(new DeleteObjectCommand({ Bucket, ...state })),
    ],
    [
      'reads no state',
      'pipeline',
      region,
      (s3, Bucket) => s3.send(new GetObjectCommand({ Bucket, ...state })),
    ],
    ['reads no state', 'deploy', region, (s3, Bucket) => s3.send(new GetObjectCommand({ Bucket, ...state }))],
    [
      'writes no state',
      'deploy',
      region,
      (s3, Bucket) => s3.send(new PutObjectCommand({ Bucket, ...state, Body: 'x' })),
    ],
    [
      'writes nothing of Central',
      'build',
      centralStateRegion,
      (s3) => s3.send(new PutObjectCommand({ Bucket: centralStateBucket, Key: centralStateKey, Body: 'x' })),
    ],
    [
      "reads nothing of Central but the region's accounts",
      'build',
      centralStateRegion,
      (s3) =>
        s3.send(new GetObjectCommand({ Bucket: centralStateBucket, Key: 'organization/terraform.tfstate' })),
    ],
    [
      'lists nothing else of Central',
      'build',
      centralStateRegion,
      (s3) => s3.send(new ListObjectsV2Command({ Bucket: centralStateBucket })),
    ],
  ])('%s as the %s role', async (_what, role, where, attempt) => {
    const { buildRoleArn, pipelineRoleArn, stateBucket } = rehearsal.resources;
    const { deployRoleArn } = managementResources(region, MANAGEMENT[0]);
    const arns = { build: buildRoleArn, pipeline: pipelineRoleArn, deploy: deployRoleArn };
    await expect(attempt(s3As(rehearsal, arns[role], where), stateBucket)).rejects.toThrow(/not authorized/);
  });
});

withTerraform('the policies that the proofs read', () => {
  let deployment: Deployment;
  let requests: readonly LoggedRequest[];
  beforeAll(() => {
    deployment = provedDeployment(rehearsal);
    requests = decideAgain(deployment, rehearsal.aws.decisions());
  });
  const shown = ({ request: { action, resource, principal } }: LoggedRequest) =>
    `${action} on ${resource} by ${'roleArn' in principal ? principal.roleArn : principal.kind}`;

  it('decide every request of these runs as it was decided', () => {
    expect(requests.filter(({ wasAllowed }) => wasAllowed).length).toBeGreaterThanOrEqual(20);
    expect(requests.filter(({ wasAllowed }) => !wasAllowed).length).toBeGreaterThanOrEqual(8);
    const otherwise = requests.filter((one) => (one.decision.effect === 'allow') !== one.wasAllowed);
    expect(otherwise.map((one) => `${shown(one)}: ${one.decision.reason}`)).toEqual([]);
  });

  it('would decide otherwise, were they others', () => {
    const { regional } = deployment;
    if (!regional) throw new TypeError('the regional template is rehearsed');
    const buildRole = { ...regional.buildRole, identity: [] };
    const others = { ...deployment, regional: { ...regional, buildRole } };
    const again = decideAgain(others, rehearsal.aws.decisions());
    expect(again.some(({ wasAllowed }) => wasAllowed)).toBe(true);
    expect(again.filter(({ decision }) => decision.effect === 'allow')).toEqual([]);
  });

  it('are proved to decide each of them so', async () => {
    const services = new Set(requests.map(({ request }) => request.action.split(':')[0] ?? ''));
    const catalogue = await loadActionCatalogue([...services]);
    const otherwise = requests.filter(({ request, policies, wasAllowed }) => {
      const set = setOf(request, policies);
      const [all, none] = [proveAll, proveNone].map((prove) => prove(policies, set, { catalogue }).verdict);
      // Both are asked: of an empty set anything is proved.
      return wasAllowed ? all !== 'proved' || none !== 'violated' : none !== 'proved' || all !== 'violated';
    });
    expect(otherwise.map(shown)).toEqual([]);
  });

  it('are required by SM-22 to allow every request of these runs', () => {
    // What is shown here is missing in what the security model says that a role needs: its src/sufficiency.
    expect(findBeyondNeeds(roleNeeds(deployment), requests).map(shown)).toEqual([]);
  });

  it.each(['sts:AssumeRole', 's3:GetObject', 's3:ListBucket', 's3:PutObject', 's3:DeleteObject'])(
    'would not be required to, were %s not among the needs',
    (action) => {
      const beyond = findBeyondNeeds(withoutAction(roleNeeds(deployment), action), requests);
      expect(new Set(beyond.map(({ request }) => request.action))).toEqual(new Set([action]));
    },
  );

  it('grant nothing that these runs do not exercise, but for what is listed with its reason', () => {
    const grants = allowGrantsOf(deployment);
    expect(grants.length).toBeGreaterThan(50);
    expect(findUnexplainedGrants(grants, unexercisedGrants, requests)).toEqual([]);
  });
});
