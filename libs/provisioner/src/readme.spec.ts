import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AccountId, ClusterName, Region } from '@regional-pipeline/platform-model';
import { startProvisioning } from './index.js';
import { makefile, writeFiles } from './testing/cluster-request.js';

/** The example of README.md, run as it stands there. */
it('does what the README says', async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'provisioner-readme-'));
  const [repository, workDirectory] = [path.join(directory, 'repository'), path.join(directory, 'blue')];
  await mkdir(workDirectory);
  await writeFiles(repository, { Makefile: makefile('@echo $$CLUSTER_NAME as $$AWS_PROFILE') });
  const region = Region.parse('us-east-1');
  const profiles = { environment: { AWS_PROFILE: 'management' }, secrets: () => [] };
  const printed: string[] = [];

  const provisioning = startProvisioning(
    {
      cluster: {
        name: ClusterName.parse('blue'),
        accountId: AccountId.parse('222222222222'),
        region,
        variables: { capacity: 3 },
      },
      sourceDirectory: repository,
      workDirectory,
      logFile: path.join(directory, 'blue.log'),
      backend: {
        bucket: 'management-cluster-tf-state-111111111111-us-east-1',
        key: 'blue/terraform.tfstate',
        region,
        profile: 'regional',
      },
      environment: process.env,
      profileEnvironment: profiles.environment,
      secrets: profiles.secrets,
    },
    { line: (text) => printed.push(text) },
  );
  const outcome = await provisioning.outcome;

  expect(printed).toEqual(['blue as management']);
  expect(outcome.status).toBe('succeeded');
  await rm(directory, { recursive: true });
});
