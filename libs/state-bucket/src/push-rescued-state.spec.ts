import type { LocalAws } from '@regional-pipeline/local-aws';
import { clusterStateKey, stateLockKey } from '@regional-pipeline/platform-model';
import type { StateBucket } from './index.js';
import { errorOf } from './testing/error-of.js';
import {
  bucket,
  cluster,
  openBucket,
  run,
  startStateAccount,
  terraformState,
} from './testing/state-account.js';

const stateKey = clusterStateKey(cluster);
const lockKey = stateLockKey(stateKey);
let aws: LocalAws;
let store: StateBucket;
beforeEach(async () => {
  aws = await startStateAccount();
  store = openBucket(aws);
});
afterEach(async () => {
  store.close();
  await aws.close();
});

const bytesOf = (text: string) => new TextEncoder().encode(text);
const rescue = (text: string, file = 'errored.tfstate') =>
  store.putRescuedState(run, cluster, file, bytesOf(text));
const push = (name: string) => store.pushRescuedState({ run, cluster, name, who: 'root@build-1' });
const state = () => aws.getObject(bucket, stateKey)?.toString();

describe('a state that did not reach the backend', () => {
  it('is kept as it is, under the run, by what it says', async () => {
    const name = await rescue(terraformState(7), 'network/errored.tfstate');
    expect(name).toMatch(/^[0-9a-f]{12}-network-errored\.tfstate$/);
    const key = `pipeline-runs/${run}/rescue/mc01/${name}`;
    expect(aws.getObject(bucket, key)?.toString()).toBe(terraformState(7));
    const lineage = '5f0c1d4e-8d1f-4a57-9b1e-2f6f0f6c7a10';
    expect(await store.listRescuedStates(run, cluster)).toEqual([
      {
        name,
        key,
        bytes: terraformState(7).length,
        rescuedAt: expect.stringMatching(/Z$/) as string,
        identity: { lineage, serial: 7 },
      },
    ]);
  });

  it('is kept beside another one, and once', async () => {
    const names = [
      await rescue(terraformState(7)),
      await rescue(terraformState(8)),
      await rescue(terraformState(7)),
    ];
    expect(names[2]).toBe(names[0]);
    expect(await store.listRescuedStates(run, cluster)).toHaveLength(2);
  });

  it.each(['', '{"version":4,"lineage":"x","ser', '[]', '{"version":3,"lineage":"x","serial":1}'])(
    'is kept where it is no whole state, and not pushed: %j',
    async (text) => {
      const name = await rescue(text);
      expect(await store.listRescuedStates(run, cluster)).toMatchObject([{ name, identity: null }]);
      expect((await errorOf(push(name))).code).toBe('RescuedStateInvalid');
      expect(aws.listObjects(bucket)).toHaveLength(1);
    },
  );
});

describe('a rescued state is pushed', () => {
  it('where the cluster has none', async () => {
    expect(await push(await rescue(terraformState(1)))).toMatchObject({ serial: 1, replacedSerial: null });
    expect(state()).toBe(terraformState(1));
    expect(aws.getObject(bucket, lockKey)).toBeUndefined();
  });

  it('over an older one of its lineage, under the lock that Terraform takes', async () => {
    aws.putObject(bucket, stateKey, terraformState(6));
    const name = await rescue(terraformState(7));
    let lock: unknown;
    aws.injectFault({
      operation: 'PutObject',
      matches: ({ key }) => {
        if (key === stateKey) lock = JSON.parse(aws.getObject(bucket, lockKey)?.toString() ?? '');
        return false;
      },
    });
    expect(await push(name)).toMatchObject({ serial: 7, replacedSerial: 6 });
    expect(state()).toBe(terraformState(7));
    expect(lock).toEqual({
      ID: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      Operation: 'rescue push',
      Info: '',
      Who: 'root@build-1',
      Version: '',
      Created: expect.stringMatching(/Z$/) as string,
      Path: `${bucket}/${stateKey}`,
    });
    expect(await store.listLocks()).toEqual([]);
  });

  it('with a lineage of its own, where Terraform could never save the first one', async () => {
    const nameless = terraformState(0).replace(/"lineage":\s*"[^"]*"/, '"lineage": ""');
    const name = await rescue(nameless);
    const { lineage } = await push(name);
    expect(lineage).toMatch(/^[0-9a-f-]{36}$/);
    expect(state()).toBe(nameless.replace('"lineage": ""', `"lineage": "${lineage}"`));
  });

  it('not without a lineage over a state that has one', async () => {
    aws.putObject(bucket, stateKey, terraformState(6));
    const name = await rescue(terraformState(7).replace(/"lineage":\s*"[^"]*"/, '"lineage": ""'));
    expect((await errorOf(push(name))).code).toBe('RescueLineageDiffers');
    expect(state()).toBe(terraformState(6));
  });

  it('although answers are lost', async () => {
    aws.putObject(bucket, stateKey, terraformState(6));
    const name = await rescue(terraformState(7));
    let puts = 0;
    aws.injectFault({
      operation: 'PutObject',
      matches: () => puts++ % 2 === 0,
      answer: 'lose-answer',
      times: 2,
    });
    aws.injectFault({ operation: 'DeleteObject', answer: 'lose-answer', times: 1 });
    expect(await push(name)).toMatchObject({ serial: 7, replacedSerial: 6 });
    expect(state()).toBe(terraformState(7));
    expect(await store.listLocks()).toEqual([]);
  });
});

it('is pushed again without a change, as after a push that did not get to say so', async () => {
  const name = await rescue(terraformState(7));
  await push(name);
  expect(await push(name)).toMatchObject({ serial: 7, replacedSerial: 7 });
  expect(aws.objectVersions(bucket, stateKey)).toHaveLength(1);
  expect(await store.listLocks()).toEqual([]);
});

describe('a rescued state is not pushed', () => {
  const refused = async (rescued: string, current: string) => {
    aws.putObject(bucket, stateKey, current);
    const error = await errorOf(push(await rescue(rescued)));
    expect(state()).toBe(current);
    expect(await store.listLocks()).toEqual([]);
    return error;
  };

  it.each([6, 7])('over another state that is not older: rescued 6, current %i', async (serial) => {
    const error = await refused(terraformState(6), `${terraformState(serial)}\n`);
    expect(error.code).toBe('RescueSerialNotNewer');
    expect(error.message).toBe(`the rescued state has the serial 6, and the state of mc01 ${serial}.`);
  });

  it('over a state of another lineage', async () => {
    const error = await refused(terraformState(9), terraformState(1, 'another'));
    expect(error.code).toBe('RescueLineageDiffers');
    expect(error.message).toContain(
      'the lineage 5f0c1d4e-8d1f-4a57-9b1e-2f6f0f6c7a10, and the state of mc01 another',
    );
  });

  it('over what is no state', async () => {
    expect((await refused(terraformState(9), '{"version":4')).code).toBe('CurrentStateInvalid');
  });

  it('where there is none of this name', async () => {
    expect((await errorOf(push('none'))).code).toBe('RescuedStateMissing');
  });

  it.each([
    ['{"half', 'its 6 bytes are not JSON'],
    [
      JSON.stringify({
        ID: '5a1c',
        Operation: 'OperationTypeApply',
        Info: '',
        Who: 'somebody@laptop',
        Version: '1.11.4',
        Created: '2026-02-01T00:10:00Z',
        Path: '',
      }),
      'lock 5a1c, held by somebody@laptop for OperationTypeApply since 2026-02-01T00:10:00Z',
    ],
  ])('while the state is locked: %s', async (content, holder) => {
    const name = await rescue(terraformState(7));
    aws.putObject(bucket, lockKey, content);
    const error = await errorOf(push(name));
    expect(error.code).toBe('RescueStateLocked');
    expect(error.message).toContain(holder);
    expect(state()).toBeUndefined();
    expect(aws.getObject(bucket, lockKey)?.toString()).toBe(content);
  });

  it('over what was written in spite of the lock', async () => {
    aws.putObject(bucket, stateKey, terraformState(5));
    const name = await rescue(terraformState(7));
    aws.injectFault({
      operation: 'PutObject',
      matches: ({ key }) => {
        if (key === stateKey) aws.putObject(bucket, stateKey, terraformState(6));
        return false;
      },
    });
    expect((await errorOf(push(name))).code).toBe('RescueStateChanged');
    expect(state()).toBe(terraformState(6));
    expect(await store.listLocks()).toEqual([]);
  });
});

describe('a lock that cannot be removed after the push', () => {
  it('is said, and the state is pushed', async () => {
    const impatient = openBucket(aws, { patienceMs: 300 });
    const name = await rescue(terraformState(7));
    aws.injectFault({ operation: 'DeleteObject', answer: 'internal-error' });
    const error = await errorOf(impatient.pushRescuedState({ run, cluster, name, who: 'root@build-1' }));
    impatient.close();
    expect(error.code).toBe('RescueLockStays');
    expect(error.message).toMatch(/^rescue push of mc01 is done, but its lock .* could not be removed: /);
    expect(state()).toBe(terraformState(7));
    expect(await store.listLocks()).toHaveLength(1);
  });

  it('is said where it is another one by now', async () => {
    const name = await rescue(terraformState(7));
    aws.injectFault({
      operation: 'DeleteObject',
      matches: () => {
        aws.putObject(bucket, lockKey, 'another');
        return false;
      },
    });
    const error = await errorOf(push(name));
    expect(error.code).toBe('RescueLockStays');
    expect(error.message).toContain('it was replaced by somebody else');
    expect(aws.getObject(bucket, lockKey)?.toString()).toBe('another');
  });
});
