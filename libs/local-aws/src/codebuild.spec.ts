import { BatchGetBuildsCommand, ListBuildsCommand } from '@aws-sdk/client-codebuild';
import { startLocalAws, type LocalAws, type LocalBuild } from './index.js';
import { codeBuildAs, refusal } from './testing/clients.js';
import {
  blindRole,
  buildRole,
  centralRegion,
  region,
  REGIONAL,
  smallWorld,
  STRANGER,
} from './testing/small-world.js';

let aws: LocalAws;
beforeEach(async () => {
  aws = await startLocalAws({ world: smallWorld });
});
afterEach(() => aws.close());

const putBuild = (id: string, rest: Partial<LocalBuild> = {}) =>
  aws.putBuild({ id, accountId: REGIONAL, region, status: 'SUCCEEDED', ...rest });
const get = (...ids: string[]) => codeBuildAs(aws, buildRole).send(new BatchGetBuildsCommand({ ids }));

it('tells how builds stand, and which ids it does not know', async () => {
  putBuild('deploy:1', { status: 'IN_PROGRESS' });
  putBuild('deploy:2', { status: 'STOPPED' });
  const { builds, buildsNotFound } = await get('deploy:1', 'deploy:2', 'deploy:3');
  expect(builds).toMatchObject([
    { id: 'deploy:1', projectName: 'deploy', buildStatus: 'IN_PROGRESS', buildComplete: false },
    {
      arn: 'arn:aws:codebuild:us-east-1:111111111111:build/deploy:2',
      buildStatus: 'STOPPED',
      buildComplete: true,
    },
  ]);
  expect(buildsNotFound).toEqual(['deploy:3']);
  putBuild('deploy:1', { status: 'FAILED', complete: false });
  expect((await get('deploy:1')).builds).toMatchObject([{ buildStatus: 'FAILED', buildComplete: false }]);
});

it('knows only the builds of the account and the region that it is asked in', async () => {
  putBuild('deploy:1', { accountId: STRANGER });
  putBuild('deploy:1', { region: centralRegion });
  expect((await get('deploy:1')).buildsNotFound).toEqual(['deploy:1']);
});

it('is decided by policy, on the project that the id names', async () => {
  putBuild('other:1');
  expect(await refusal(get('deploy:1', 'other:1'))).toEqual({ code: 'AccessDeniedException', status: 400 });
  expect(aws.decisions().map(({ action, resource, effect }) => [action, resource, effect])).toEqual([
    ['codebuild:BatchGetBuilds', 'arn:aws:codebuild:us-east-1:111111111111:project/deploy', 'allow'],
    ['codebuild:BatchGetBuilds', 'arn:aws:codebuild:us-east-1:111111111111:project/other', 'implicit-deny'],
  ]);
  const blind = codeBuildAs(aws, blindRole).send(new BatchGetBuildsCommand({ ids: ['deploy:1'] }));
  expect((await refusal(blind)).code).toBe('AccessDeniedException');
});

it('speaks of errors as CodeBuild does', async () => {
  expect(await refusal(get())).toEqual({ code: 'InvalidInputException', status: 400 });
  expect(await refusal(get('no-uuid'))).toEqual({ code: 'InvalidInputException', status: 400 });
  const list = codeBuildAs(aws, buildRole).send(new ListBuildsCommand({}));
  expect(await refusal(list)).toEqual({ code: 'NotImplemented', status: 501 });
  const credentials = aws.issueCredentials(buildRole, { lifetimeSeconds: -1 });
  const expired = codeBuildAs(aws, buildRole, { credentials });
  const command = new BatchGetBuildsCommand({ ids: ['deploy:1'] });
  expect(await refusal(expired.send(command))).toEqual({ code: 'ExpiredTokenException', status: 400 });
  aws.injectFault({ service: 'codebuild', answer: 'throttle', times: 1 });
  expect(await refusal(get('deploy:1'))).toEqual({ code: 'ThrottlingException', status: 400 });
  aws.injectFault({ operation: 'BatchGetBuilds', answer: 'internal-error', times: 1 });
  expect((await refusal(get('deploy:1'))).status).toBe(500);
});
