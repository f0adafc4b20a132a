import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { AccountId, Region } from '@regional-pipeline/platform-model';
import { assumeDeployRole, baseCredentials, openProfiles, selectProfileMode } from './index.js';
import { buildRoleArn, startTestAws } from './testing/test-aws.js';

const run = promisify(execFile);

/** The example of README.md, run as it stands there. */
it('does what the README says', async () => {
  const aws = await startTestAws();
  Object.assign(process.env, aws.containerEnvironment(buildRoleArn));
  const printed: string[] = [];
  const program = 'orchestrator.mjs';

  const base = baseCredentials();
  const identity = await assumeDeployRole(
    {
      region: Region.parse('us-east-1'),
      arn: 'arn:aws:iam::222222222222:role/ManagementClusterDeployRole',
      accountId: AccountId.parse('222222222222'),
      externalId: 'regional-pipeline-us-east-1',
      sessionName: 'us-east-1.20260131t235959-0a1b.blue',
    },
    base,
  );
  const profiles = await openProfiles({
    identity,
    base,
    mode: selectProfileMode(process.env),
    credentialProcess: [process.execPath, program, 'credential-process'],
    environment: process.env,
  });
  const child = await run('sh', ['-c', 'echo $AWS_PROFILE'], { env: { ...profiles.environment } });
  printed.push(child.stdout);
  await profiles.close();

  expect(printed).toEqual(['management\n']);
  await aws.close();
});
