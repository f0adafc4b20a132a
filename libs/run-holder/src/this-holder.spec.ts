import { hostname, userInfo } from 'node:os';
import { RunHolder } from '@regional-pipeline/platform-model';
import { holderMark, thisHolder } from './index.js';
import { startHolder } from './testing/processes.js';

it('names this process as Terraform names the machine and its user', async () => {
  const holder = await thisHolder({});
  expect(holder).toMatchObject({
    host: hostname(),
    user: userInfo().username,
    pid: process.pid,
    buildId: null,
  });
  expect(RunHolder.parse(holder)).toEqual(holder);
});

it('is the same each time, and of another process different', async () => {
  const holder = await thisHolder({});
  expect(await thisHolder({})).toEqual(holder);
  const other = await startHolder();
  await other.end();
  expect(other.holder).toEqual({
    ...holder,
    pid: other.holder.pid,
    processStart: other.holder.processStart,
  });
  expect(other.holder.processStart).not.toBe(holder.processStart);
});

it('knows its build', async () => {
  const CODEBUILD_BUILD_ID = 'management-cluster-deploy:0a1b';
  expect((await thisHolder({ CODEBUILD_BUILD_ID })).buildId).toBe(CODEBUILD_BUILD_ID);
  expect((await thisHolder({ CODEBUILD_BUILD_ID: '' })).buildId).toBeNull();
});

it('marks what it starts by its id and its start', async () => {
  const holder = await thisHolder({});
  expect(holderMark(holder)).toEqual({
    REGIONAL_PIPELINE_HOLDER: `${process.pid}-${holder.processStart}`,
  });
});
