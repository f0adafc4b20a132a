import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openRehearsal, type Rehearsal } from '../rehearsal.js';
import { runOrchestrator } from '../run-orchestrator.js';
import { platformRepositoryWith, rehearsalFolder } from '../testing/rehearsal-folder.js';
import { isOnPath } from '../workspace-paths.js';
import { reportCounts } from './report-counts.js';

jest.setTimeout(180_000);

/** Sessions so short that a target outlives two of them. */
const sessionLifetimeSeconds = 15;
const workSeconds = 40;

const terraform = ['terraform', 'tofu'].find(isOnPath);

/**
 * The state's bucket is used at the beginning (init, the lock, the state), while the work goes on (each apply), and
 * after it; a child script of the apply asks STS at its end, and one of the target after everything.
 */
const makefile = `
pipeline-provision-management:
	cd terraform/config/management-cluster && ${String(terraform)} init && ${String(terraform)} apply -auto-approve
	cd terraform/config/management-cluster && ${String(terraform)} plan -detailed-exitcode
	node scripts/report-identity.cjs
`;
const longWork = `
resource "terraform_data" "long_work" {
  provisioner "local-exec" {
    command = "sleep ${String(workSeconds)} && node ../../../scripts/report-identity.cjs"
  }
}
`;

const folder = rehearsalFolder();
let rehearsal: Rehearsal;
beforeAll(async () => {
  rehearsal = await openRehearsal({ directory: folder, sessionLifetimeSeconds });
});
afterAll(() => rehearsal.close());

function source(): string {
  return platformRepositoryWith(folder, {
    Makefile: makefile,
    'terraform/config/management-cluster/long-work.tf': longWork,
  });
}

/** Deploys a cluster, and says what its target printed. */
async function deploy(cluster: string, environment: Record<string, string>): Promise<string[]> {
  const args = ['deploy', '--cluster', cluster, '--output', 'json', '--source', source()];
  const run = await runOrchestrator(args, environment);
  const [result] = run.summary().clusters;
  expect(result).toMatchObject({ name: cluster, outcome: 'deployed' });
  expect(run.exitCode).toBe(0);
  return readFileSync(String(result?.logFile), 'utf8').split('\n');
}

/** How often the role of an account was assumed. */
function sessionsOf(account: string): number {
  return rehearsal.aws
    .decisions()
    .filter(({ action, resource }) => action === 'sts:AssumeRole' && resource?.includes(`:${account}:`))
    .length;
}

/** The scripts were the cluster's identity, at the end of the work and of the target. */
function expectIdentity(lines: readonly string[], account: string): void {
  const said = lines.filter((line) => line.includes("The cluster's resources are made by arn:"));
  expect(said).toHaveLength(2);
  for (const line of said) {
    expect(line).toContain(`arn:aws:sts::${account}:assumed-role/ManagementClusterDeployRole/`);
  }
}

/** A profile whose credentials are the container's, fetched anew by a process: as with any tool that signs in. */
function profileOfProcess(): Record<string, string> {
  const [program, file] = [path.join(folder, 'sign-in.mjs'), path.join(folder, 'aws-config')];
  writeFileSync(
    program,
    `const { AWS_CONTAINER_CREDENTIALS_FULL_URI: url, AWS_CONTAINER_AUTHORIZATION_TOKEN: token } = process.env;
const answer = await (await fetch(url, { headers: { Authorization: token } })).json();
const { AccessKeyId, SecretAccessKey, Token, Expiration } = answer;
console.log(JSON.stringify({ Version: 1, AccessKeyId, SecretAccessKey, SessionToken: Token, Expiration }));
`,
  );
  writeFileSync(file, `[profile build]\ncredential_process = "${process.execPath}" "${program}"\n`);
  return { AWS_CONFIG_FILE: file, AWS_PROFILE: 'build' };
}

(terraform ? describe : describe.skip)(`sessions of ${String(sessionLifetimeSeconds)} s`, () => {
  it('are renewed while a target works, by the children themselves and by the orchestrator', async () => {
    const build = rehearsal.environment('container');
    const started = Date.now();
    const [native, process] = await Promise.all([
      deploy('mc01', build),
      deploy('mc02', { ...build, ...profileOfProcess() }),
    ]);
    expect(Date.now() - started).toBeGreaterThan(workSeconds * 1000);
    expectIdentity(native, '222222222201');
    expectIdentity(process, '222222222202');
    // The first session, whose identity is checked before the work, does not outlive it.
    expect(sessionsOf('222222222201')).toBeGreaterThan(1);
    expect(sessionsOf('222222222202')).toBeGreaterThan(1);
    // No request was made with credentials that had ended, or as somebody who may not.
    reportCounts(' 1 credentials of 15 s', {
      deployed: 2,
      'sessions by role_arn': sessionsOf('222222222201'),
      'sessions by credential_process': sessionsOf('222222222202'),
      requests: rehearsal.aws.decisions(),
    });
    const refused = rehearsal.aws.decisions().filter(({ httpStatus }) => [400, 403].includes(httpStatus));
    expect(refused).toEqual([]);
  });
});
