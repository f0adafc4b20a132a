import { startProvisioning } from './start-provisioning.js';
import { makefile, recordLines } from './testing/cluster-request.js';
import { serveS3, type LoopbackS3 } from './testing/loopback-s3.js';
import { s3Backend, s3ClusterRequest, stateKey, terraform as program } from './testing/s3-cluster.js';
import { useScratchDirectory } from './testing/scratch-directory.js';

const scratch = useScratchDirectory();
const configuration = (name: string) => `${s3Backend}\nresource "terraform_data" "${name}" {}\n`;

(program ? describe : describe.skip)(`${program ?? 'terraform'} with the cluster's S3 backend`, () => {
  let s3: LoopbackS3;
  beforeEach(async () => {
    s3 = await serveS3();
  });
  afterEach(() => {
    s3.close();
  });

  const apply = (directory: string) =>
    `@${String(program)} -chdir=${directory} init && ${String(program)} -chdir=${directory} apply -auto-approve`;

  async function provision(...recipe: string[]) {
    const request = await s3ClusterRequest(await scratch.fresh(), s3.endpoint, {
      Makefile: makefile(...recipe),
      'live/network/main.tf': configuration('network'),
      'live/cluster/main.tf': configuration('cluster'),
    });
    const observer = recordLines();
    const outcome = await startProvisioning(request, observer).outcome;
    return { outcome, lines: observer.lines };
  }

  it('deploys one configuration, in the directory of -chdir or in the working directory, again and again', async () => {
    const { outcome, lines } = await provision(
      apply('live/cluster'),
      `@cd live/cluster && ${String(program)} init -no-color && ${String(program)} plan`,
    );
    expect(lines.join('\n')).toContain('No changes.');
    expect(outcome.status).toBe('succeeded');
    expect(s3.objects.get(stateKey)?.toString()).toContain('"name": "cluster"');
  });

  it.each([
    ['that succeeds', ''],
    ['that fails after them', 'exit 3'],
  ])('tells that two configurations got the one state, by a target %s', async (_, last) => {
    const { outcome, lines } = await provision(
      apply('live/network'),
      `@cd live/cluster && ${String(program)} init && ${String(program)} apply -auto-approve`,
      ...(last ? [last] : []),
    );
    expect(lines.join('\n')).toContain('terraform_data.network: Destruction complete');
    expect(outcome).toMatchObject({
      status: 'failed',
      strandedStates: [],
      keepWorkDirectory: false,
      error: {
        code: 'StateShared',
        retryable: false,
        message: expect.stringContaining('live/cluster, live/network') as string,
        remedy: expect.stringContaining('exactly one configuration') as string,
        context: { directories: ['live/cluster', 'live/network'], exitCode: last ? 2 : 0 },
      },
    });
  });

  it('lets a second configuration have a state of its own', async () => {
    const { outcome } = await provision(
      `@cd live/network && ${String(program)} init -backend-config=key=blue/network.tfstate`,
      apply('live/cluster'),
    );
    expect(outcome.status).toBe('succeeded');
  });

  it('tells that the state is locked, by whom, and how to unlock it', async () => {
    const lock = {
      ID: '5b2a3c4d-0000-1111-2222-333344445555',
      Who: 'root@build-1',
      Operation: 'OperationTypeApply',
    };
    s3.objects.set(`${stateKey}.tflock`, Buffer.from(JSON.stringify(lock)));
    const { outcome } = await provision(
      `@cd live/cluster && ${String(program)} init && ${String(program)} apply -auto-approve -lock-timeout=0s`,
    );
    expect(outcome).toMatchObject({
      status: 'failed',
      error: {
        code: 'StateLocked',
        retryable: false,
        message: expect.stringContaining(`lock ${lock.ID}, held by root@build-1`) as string,
        remedy: expect.stringContaining(`terraform force-unlock ${lock.ID}`) as string,
      },
    });
  });

  describe('that fails', () => {
    const once = `@cd live/cluster && ${String(program)} init && ${String(program)} apply -auto-approve -lock-timeout=0s`;
    const lockKey = `${stateKey}.tflock`;
    const unavailable = { status: 503, code: 'ServiceUnavailable' };

    it.each([
      [
        'the list of workspaces',
        (method: string, name: string) => method === 'GET' && name.endsWith('bucket'),
      ],
      ['the state', (_: string, name: string) => name === stateKey],
      ['the lock', (method: string, name: string) => method === 'PUT' && name === lockKey],
    ])('is worth a retry where it is %s that it cannot reach', async (_, matches) => {
      s3.fault = (method, name) => (matches(method, name) ? unavailable : undefined);
      const { outcome } = await provision(once);
      expect(outcome).toMatchObject({
        error: {
          code: 'StateBackendUnavailable',
          retryable: true,
          message: expect.stringContaining('StatusCode: 503') as string,
        },
        stateUnsaved: false,
        leftLock: null,
        keepWorkDirectory: false,
      });
      expect(s3.objects.size).toBe(0);
    });

    it('is throttled where S3 says so', async () => {
      s3.fault = (method) => (method === 'PUT' ? { status: 503, code: 'SlowDown' } : undefined);
      const { outcome } = await provision(once);
      expect(outcome).toMatchObject({ error: { code: 'AwsThrottled', retryable: true } });
      expect(outcome.status === 'failed' && outcome.error.kind.throttling).toBe(true);
    });

    it('knows its own lock, where the answer to its request was lost', async () => {
      let lost = false;
      s3.fault = (method, name) => {
        if (lost || method !== 'PUT' || name !== lockKey) return undefined;
        lost = true;
        return 'lose-answer';
      };
      const { outcome } = await provision(once);
      const { ID } = JSON.parse(String(s3.objects.get(lockKey))) as { ID: string };
      expect(outcome).toMatchObject({
        error: {
          code: 'StateLockLeft',
          retryable: true,
          message: expect.stringContaining(ID) as string,
          context: { ownLock: true, lockId: ID },
        },
        leftLock: { id: ID, operation: 'OperationTypeApply' },
      });
    });

    it('knows its own lock, where it could not give it back', async () => {
      s3.fault = (method) => (method === 'DELETE' ? unavailable : undefined);
      const { outcome } = await provision(once);
      const { ID } = JSON.parse(String(s3.objects.get(lockKey))) as { ID: string };
      expect(outcome).toMatchObject({
        error: { code: 'StateLockLeft', retryable: true },
        leftLock: { id: ID },
        stateUnsaved: false,
      });
      expect(s3.objects.has(stateKey)).toBe(true);
    });

    it('tells the state that it could not save, with lineage and serial', async () => {
      s3.fault = (method, name) => (method === 'PUT' && name === stateKey ? unavailable : undefined);
      const { outcome } = await provision(once);
      expect(outcome).toMatchObject({
        error: { code: 'StateNotSaved', retryable: false, context: { exitCode: 2 } },
        stateUnsaved: true,
        keepWorkDirectory: true,
        leftLock: null,
        strandedStates: [
          {
            name: 'live/cluster/errored.tfstate',
            lineage: expect.stringMatching(/^[-0-9a-f]{36}$/) as string,
            serial: 1,
          },
        ],
      });
    });

    it('does not take a state for saved that it could not write to a file either', async () => {
      s3.fault = (method, name) => (method === 'PUT' && name === stateKey ? unavailable : undefined);
      const { outcome } = await provision('@mkdir live/cluster/errored.tfstate', once);
      expect(outcome).toMatchObject({
        error: { code: 'StateNotSaved', message: expect.stringContaining('the log has it') as string },
        stateUnsaved: true,
        strandedStates: [],
      });
    });
  });
});
