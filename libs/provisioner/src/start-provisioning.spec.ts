import { existsSync } from 'node:fs';
import { open, readFile, readdir, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isGroupAlive } from './process-group.js';
import { startProvisioning } from './start-provisioning.js';
import type { ProvisionFailed, ProvisionOutcome } from './provision-outcome.js';
import type { ProvisionRequest } from './provision-request.js';
import { clusterRequest, makefile, recordLines } from './testing/cluster-request.js';
import { useScratchDirectory } from './testing/scratch-directory.js';

const scratch = useScratchDirectory();
const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';

async function request(files: Record<string, string>, overrides: Partial<ProvisionRequest> = {}) {
  return clusterRequest(await scratch.fresh(), files, overrides);
}

async function provision(files: Record<string, string>, overrides: Partial<ProvisionRequest> = {}) {
  const observer = recordLines();
  const asked = await request(files, overrides);
  const outcome = await startProvisioning(asked, observer).outcome;
  return { outcome, lines: observer.lines, request: asked, log: () => readFile(asked.logFile, 'utf8') };
}

function failed(outcome: ProvisionOutcome): ProvisionFailed {
  if (outcome.status === 'succeeded') throw new TypeError('expected a failure');
  return outcome;
}

/** Starts the target and waits until it has printed `text`. */
async function startAndWaitFor(text: string, recipe: string[]) {
  const asked = await request({ Makefile: makefile(...recipe) });
  let seen: () => void;
  const printed = new Promise<void>((resolve) => (seen = resolve));
  const lines: string[] = [];
  const provisioning = startProvisioning(asked, {
    line: (line) => {
      lines.push(line);
      if (line.includes(text)) seen();
    },
  });
  await printed;
  return { provisioning, lines, request: asked };
}

/** The process id that a target wrote beside its copy. */
const pidIn = async ({ workDirectory }: ProvisionRequest) =>
  Number(await readFile(path.join(workDirectory, 'pid'), 'utf8'));

/** Any open file: its class is not exported. */
async function openedFile(): Promise<FileHandle> {
  const file = await open(process.execPath);
  await file.close();
  return file;
}

const isRunning = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('startProvisioning', () => {
  it('runs the make target in a private copy of the repository', async () => {
    const { outcome, lines, request, log } = await provision({
      Makefile: makefile('@echo provisioning $$CLUSTER_NAME', '@pwd > where', '@cat *.tfvars.json'),
    });
    expect(outcome).toEqual({
      status: 'succeeded',
      durationMs: expect.any(Number) as number,
      logFile: request.logFile,
      survivors: false,
      keepWorkDirectory: false,
    });
    expect(lines).toEqual(['provisioning blue', '{', '  "capacity": 3', '}']);
    expect(await log()).toBe(`${lines.join('\n')}\n`);
    expect((await stat(request.logFile)).mode & 0o777).toBe(0o600);
    expect(await readdir(request.sourceDirectory)).toEqual(['Makefile']);
    const copy = path.join(request.workDirectory, 'source');
    expect(await readFile(path.join(copy, 'where'), 'utf8')).toBe(`${copy}\n`);
  });

  it('starts make with the target alone, whatever make it is started from, and nothing on stdin', async () => {
    const { lines } = await provision(
      { Makefile: makefile('@echo "[$(MAKECMDGOALS)] [$(MAKEFLAGS)] [$(MAKELEVEL)]"', '@cat') },
      { environment: { ...process.env, MAKEFLAGS: 'n -- EXTRA=1', MAKELEVEL: '2' } },
    );
    expect(lines).toEqual(['[pipeline-provision-management] [] [0]']);
  });

  it('gives the target the cleaned environment and nothing of its own process', async () => {
    process.env['PROVISIONER_SPEC_LEAK'] = 'leaked';
    const { lines } = await provision(
      { Makefile: makefile('@env') },
      { environment: { PATH: process.env['PATH'], AWS_ACCESS_KEY_ID: 'theirs', KEPT: 'yes' } },
    );
    delete process.env['PROVISIONER_SPEC_LEAK'];
    expect(lines).toContain('KEPT=yes');
    expect(lines).toContain('AWS_PROFILE=management');
    expect(lines.join('\n')).not.toMatch(/LEAK|AWS_ACCESS_KEY_ID/);
  });

  it('masks credentials in the lines, in the log, in the failure', async () => {
    const { outcome, lines, log } = await provision(
      {
        Makefile: makefile(
          `@echo got ${secret}`,
          '@echo AWS_SESSION_TOKEN=IQoJb3JpZ2luX2VjEBQaCXVzLWVhc3QtMSJHMEUCIQ',
          `@echo "Error: cannot use ${secret}" >&2; exit 1`,
        ),
      },
      { secrets: () => [secret] },
    );
    const everything = [JSON.stringify(outcome), failed(outcome).error.message, ...lines, await log()].join();
    expect(everything).not.toMatch(/wJalrXUtn|IQoJb3Jp/);
    expect(lines.filter((line) => line.startsWith('got'))).toEqual(['got ***']);
  });

  it('tells the failure of a target with its exit code and its last error', async () => {
    const { outcome, request } = await provision({
      Makefile: makefile(
        '@echo working',
        '@echo "Error: creating EKS Cluster (blue): limit exceeded" >&2; exit 7',
      ),
    });
    expect(outcome).toMatchObject({
      status: 'failed',
      strandedStates: [],
      keepWorkDirectory: false,
      error: {
        code: 'MakeFailed',
        retryable: false,
        context: { exitCode: 2, lastLines: ['Error: creating EKS Cluster (blue): limit exceeded'] },
      },
    });
    expect(failed(outcome).error.message).toBe(
      'make pipeline-provision-management for blue ended with exit code 2.\n' +
        '  > Error: creating EKS Cluster (blue): limit exceeded\n' +
        `Its log is ${request.logFile}.`,
    );
  });

  it.each([
    ['an empty Makefile', { Makefile: 'other:\n\ttrue\n' }],
    ['no Makefile', { 'readme.md': '' }],
  ])('tells a missing target: %s', async (_, files: Record<string, string>) => {
    const { outcome } = await provision(files, { environment: { ...process.env, LC_ALL: 'de_DE.UTF-8' } });
    expect(failed(outcome).error).toMatchObject({
      code: 'MakeTargetMissing',
      message: expect.stringContaining('pipeline-provision-management') as string,
      remedy: expect.stringContaining('Add a target pipeline-provision-management') as string,
    });
  });

  it('does not take a missing prerequisite for a missing target', async () => {
    const { outcome } = await provision({ Makefile: 'pipeline-provision-management: missing\n\ttrue\n' });
    expect(failed(outcome).error.code).toBe('MakeFailed');
    const nested = await provision({ Makefile: makefile('$(MAKE) missing') });
    expect(failed(nested.outcome).error.code).toBe('MakeFailed');
  });

  it('tells that there is no make', async () => {
    const { outcome } = await provision({}, { environment: { PATH: '/nonexistent' } });
    expect(failed(outcome)).toMatchObject({ error: { code: 'MakeMissing', retryable: false } });
  });

  it('tells that make could not be started for another reason', async () => {
    const { outcome } = await provision(
      { Makefile: makefile('true') },
      { environment: { PATH: process.env['PATH'], LARGE: 'x'.repeat(200_000) } },
    );
    expect(failed(outcome).error).toMatchObject({
      code: 'MakeNotStarted',
      message: expect.stringContaining('E2BIG') as string,
    });
  });

  it.each([
    ['LogFileFailed', { logFile: '/nonexistent/blue.log' }],
    ['SourceCopyFailed', { sourceDirectory: '/nonexistent' }],
  ])('tells %s before anything runs', async (code, overrides: Partial<ProvisionRequest>) => {
    const { outcome, request, lines } = await provision({ Makefile: makefile('@touch ../ran') }, overrides);
    expect(failed(outcome)).toMatchObject({ error: { code }, keepWorkDirectory: false });
    expect(lines).toEqual([]);
    expect(existsSync(path.join(request.workDirectory, 'ran'))).toBe(false);
  });

  it('tells a conflict of the variables file before anything runs', async () => {
    const { outcome, request } = await provision({
      Makefile: makefile('@touch ../ran'),
      'regional-pipeline.auto.tfvars.json': '{}',
    });
    expect(failed(outcome).error.code).toBe('TfvarsConflict');
    expect(existsSync(path.join(request.workDirectory, 'ran'))).toBe(false);
  });

  it('counts a state that was left outside the backend as a failure, whatever the exit code', async () => {
    const { outcome, request } = await provision({
      'live/terraform.tfstate': 'came with the repository',
      Makefile: makefile('@mkdir -p a/.terraform; touch a/errored.tfstate a/.terraform/terraform.tfstate'),
    });
    const state = path.join(request.workDirectory, 'source', 'a', 'errored.tfstate');
    expect(failed(outcome)).toMatchObject({
      strandedStates: [{ file: state, name: 'a/errored.tfstate', lineage: null, serial: null, bytes: 0 }],
      stateUnsaved: true,
      keepWorkDirectory: true,
      error: { code: 'StateStranded', context: { exitCode: 0 } },
    });
    expect(failed(outcome).error.message).toContain(state);

    const other = await provision({ Makefile: makefile('@touch errored.tfstate; exit 1') });
    expect(failed(other.outcome)).toMatchObject({
      error: { code: 'StateNotSaved', message: expect.stringContaining('outside the backend') as string },
      stateUnsaved: true,
      keepWorkDirectory: true,
    });
  });

  it('does not take a copy that cannot be searched for one without states', async () => {
    const gone = await provision({ Makefile: makefile('@rm -r "$(CURDIR)"') });
    expect(failed(gone.outcome)).toMatchObject({
      error: { code: 'StateStranded', message: expect.stringContaining('ENOENT') as string },
      strandedStates: [],
      keepWorkDirectory: true,
    });
    const goneToo = await provision({ Makefile: makefile('@rm -r "$(CURDIR)"; exit 1') });
    expect(failed(goneToo.outcome)).toMatchObject({
      error: { code: 'StateNotSaved', message: expect.stringContaining('is not known') as string },
      stateUnsaved: true,
      keepWorkDirectory: true,
    });
  });

  it('says in the lines that the log is not complete', async () => {
    const lines: string[] = [];
    const asked = await request({ Makefile: makefile('@echo one') });
    const appendFile = jest.spyOn(Object.getPrototypeOf(await openedFile()) as FileHandle, 'appendFile');
    appendFile.mockRejectedValueOnce(new Error('ENOSPC: no space left on device'));
    const outcome = await startProvisioning(asked, { line: (line) => lines.push(line) }).outcome;
    appendFile.mockRestore();
    expect(outcome.status).toBe('succeeded');
    expect(lines).toEqual(['one', expect.stringMatching(/^LogFileFailed: .*blue\.log \(ENOSPC/)]);
  });

  it('rejects for a defect of the observer, but only when the target is over', async () => {
    const asked = await request({ Makefile: makefile('@echo one', '@echo two', '@touch ../done') });
    const provisioning = startProvisioning(asked, {
      line: () => {
        throw new TypeError('a defect');
      },
    });
    await expect(provisioning.outcome).rejects.toThrow('a defect');
    expect(existsSync(path.join(asked.workDirectory, 'done'))).toBe(true);
    expect(await readFile(asked.logFile, 'utf8')).toBe('one\ntwo\n');
  });
});

describe('interrupt', () => {
  it('lets the target end by itself on SIGINT, and says that it was asked to stop', async () => {
    const { provisioning, lines } = await startAndWaitFor('ready', [
      `@trap 'echo saving; sleep 0.3; echo saved; exit 0' INT; echo ready; while :; do sleep 0.1; done`,
    ]);
    provisioning.interrupt();
    provisioning.interrupt();
    const outcome = failed(await provisioning.outcome);
    expect(lines).toEqual(expect.arrayContaining(['saving', 'saved']));
    expect(lines.filter((line) => line === 'saving')).toHaveLength(1);
    expect(outcome.error).toMatchObject({ code: 'MakeInterrupted', retryable: true });
  });

  it('waits for a target that ignores it, however long', async () => {
    const { provisioning, request } = await startAndWaitFor('ready', [
      `@trap '' INT; echo ready; sleep 0.5; touch ../done`,
    ]);
    provisioning.interrupt();
    expect(failed(await provisioning.outcome).error.code).toBe('MakeInterrupted');
    expect(existsSync(path.join(request.workDirectory, 'done'))).toBe(true);
  });

  it('before make was started, does not start it', async () => {
    const asked = await request({ Makefile: makefile('@touch ../ran') });
    const provisioning = startProvisioning(asked, recordLines());
    provisioning.interrupt();
    expect(failed(await provisioning.outcome).error.code).toBe('MakeInterrupted');
    expect(existsSync(path.join(asked.workDirectory, 'ran'))).toBe(false);
  });

  it('after the end, does nothing', async () => {
    const asked = await request({ Makefile: makefile('true') });
    const provisioning = startProvisioning(asked, recordLines());
    expect((await provisioning.outcome).status).toBe('succeeded');
    provisioning.interrupt();
  });
});

describe('what the target leaves running', () => {
  it('waits for the work that goes on when make itself is killed', async () => {
    const { provisioning, lines, request } = await startAndWaitFor('ready', [
      `@trap '' TERM; echo $$PPID > ../pid; echo ready; sleep 0.8; touch ../done; echo state saved`,
    ]);
    process.kill(await pidIn(request), 'SIGKILL');
    const outcome = failed(await provisioning.outcome);
    expect(outcome.error).toMatchObject({ code: 'MakeInterrupted', context: { signal: 'SIGKILL' } });
    expect(lines).toContain('state saved');
    expect(existsSync(path.join(request.workDirectory, 'done'))).toBe(true);
  });

  it('waits for it too when it holds no output open, and says so', async () => {
    const { provisioning, lines, request } = await startAndWaitFor('ready', [
      `@echo $$PPID > ../pid; echo ready; exec > /dev/null 2>&1; sleep 1.5; touch ../done`,
    ]);
    const make = await pidIn(request);
    process.kill(make, 'SIGKILL');
    const outcome = failed(await provisioning.outcome);
    expect(outcome).toMatchObject({ error: { code: 'MakeInterrupted' }, keepWorkDirectory: false });
    expect(existsSync(path.join(request.workDirectory, 'done'))).toBe(true);
    expect(lines.at(-1)).toContain(`waiting for what it ran: process group ${String(make)}`);
  });

  it('keeps the work directory while a process of the target does not end', async () => {
    const { outcome, request } = await provision({
      Makefile: makefile(
        `@(trap '' TERM; sleep 60) > /dev/null 2>&1 & echo $$PPID > ../pid; sleep 0.2; exit 1`,
      ),
    });
    expect(failed(outcome)).toMatchObject({
      error: { code: 'MakeFailed' },
      survivors: true,
      keepWorkDirectory: true,
    });
    process.kill(-(await pidIn(request)), 'SIGKILL');
  });

  it('ends what stays in the background after the target', async () => {
    const { outcome, request } = await provision({
      Makefile: makefile('@sleep 60 & echo $$! > ../pid', '@sleep 60 > /dev/null 2>&1 & echo $$! >> ../pid'),
    });
    expect(outcome.status).toBe('succeeded');
    expect(outcome.durationMs).toBeLessThan(10_000);
    const pids = (await readFile(path.join(request.workDirectory, 'pid'), 'utf8'))
      .trim()
      .split('\n')
      .map(Number);
    expect(pids).toHaveLength(2);
    for (let tries = 0; pids.some(isRunning) && tries < 50; tries++) await sleep(50);
    expect(pids.filter(isRunning)).toEqual([]);
  });

  it('does not wait for a daemon that left the group with the output open', async () => {
    const { outcome, request } = await provision({
      'daemon.js': `const { spawn } = require('node:child_process');
        const daemon = spawn('sleep', ['60'], { detached: true, stdio: 'inherit' });
        daemon.unref();
        require('node:fs').writeFileSync('../pid', String(daemon.pid));`,
      Makefile: makefile(`@"${process.execPath}" daemon.js`),
    });
    expect(outcome.status).toBe('succeeded');
    process.kill(Number(await readFile(path.join(request.workDirectory, 'pid'), 'utf8')), 'SIGTERM');
  });
});

describe('a time limit', () => {
  const pidKept = 'echo $$PPID > ../pid; echo ready';

  it('asks a target that takes longer to stop, and says so', async () => {
    const { outcome } = await provision(
      { Makefile: makefile(`@trap 'echo saved; exit 1' INT; while :; do sleep 0.05; done`) },
      { timeoutMs: 200 },
    );
    expect(failed(outcome)).toMatchObject({
      error: {
        code: 'MakeTimedOut',
        retryable: false,
        message: expect.stringContaining('took longer than its time limit') as string,
      },
      survivors: false,
      keepWorkDirectory: false,
    });
  });

  it('leaves a target alone that ends in time', async () => {
    const { outcome } = await provision({ Makefile: makefile('@sleep 0.1') }, { timeoutMs: 60_000 });
    expect(outcome.status).toBe('succeeded');
  });

  it('sends a SIGTERM to what ignores the SIGINT', async () => {
    const { outcome, lines } = await provision(
      {
        Makefile: makefile(`@trap '' INT; trap 'echo terminated; exit 1' TERM; while :; do sleep 0.05; done`),
      },
      { timeoutMs: 200, stopGraceMs: 200 },
    );
    expect(lines).toContain('terminated');
    expect(failed(outcome)).toMatchObject({ error: { code: 'MakeTimedOut' }, survivors: false });
  });

  it('gives up on what ignores both, names it, and keeps its directory; it goes on', async () => {
    const { outcome, request } = await provision(
      {
        Makefile: makefile(
          `@trap '' INT TERM; ${pidKept}; for i in $$(seq 200); do echo $$i; sleep 0.05; done`,
        ),
      },
      { timeoutMs: 300, stopGraceMs: 100, giveUpMs: 100 },
    );
    const group = await pidIn(request);
    expect(failed(outcome)).toMatchObject({
      error: {
        code: 'MakeTimedOut',
        message: expect.stringMatching(`process group ${String(group)} still works since 20.*Z`) as string,
        remedy: expect.stringContaining(`pgrep -a -g ${String(group)}`) as string,
        context: { processGroup: group, survivors: true },
      },
      survivors: true,
      leftLock: null,
      keepWorkDirectory: true,
    });
    await sleep(300);
    expect(await isGroupAlive(group)).toBe(true);
    process.kill(-group, 'SIGKILL');
  });
});

describe('output', () => {
  it('passes 20 MB on without keeping them, also without a line end', async () => {
    const asked = await request({
      Makefile: makefile(
        '@yes "a line of some length that is nothing special" | head -c 10000000',
        '@head -c 10000000 /dev/zero | tr "\\0" x',
      ),
    });
    let length = 0;
    const outcome = await startProvisioning(asked, { line: (text) => (length += text.length) }).outcome;
    expect(outcome.status).toBe('succeeded');
    expect(length).toBeGreaterThan(19_500_000);
    expect((await stat(asked.logFile)).size).toBeGreaterThan(20_000_000);
  });

  it('keeps the beginning and the end of a log that is too long', async () => {
    const { outcome, request } = await provision(
      { Makefile: makefile('@echo first; yes "something in the middle" | head -c 3000000; echo last') },
      { maxLogBytes: 1_000_000 },
    );
    expect(outcome.status).toBe('succeeded');
    const text = await readFile(request.logFile, 'utf8');
    expect(text.length).toBeLessThan(1_000_100);
    expect(text.startsWith('first\n')).toBe(true);
    expect(text.endsWith('last\n')).toBe(true);
    expect(text).toMatch(/^\[\d{7} bytes of the output were left out here\]$/m);
    expect(await readdir(path.dirname(request.logFile))).not.toContain('blue.log.tail-0');
  });

  it('waits for a target that closes its outputs and goes on', async () => {
    const { outcome, request } = await provision({
      Makefile: makefile('@echo begun; exec > /dev/null 2>&1; sleep 0.5; touch ../done'),
    });
    expect(outcome.status).toBe('succeeded');
    expect(existsSync(path.join(request.workDirectory, 'done'))).toBe(true);
  });

  it('takes what is no text, and masks the credentials around it', async () => {
    const { outcome, lines, log } = await provision(
      {
        Makefile: makefile(
          `@printf '\\000\\377\\376 ${secret} \\200\\n'; head -c 100000 /dev/urandom; echo; echo end`,
        ),
      },
      { secrets: () => [secret] },
    );
    expect(outcome.status).toBe('succeeded');
    expect(lines[0]).toContain('***');
    expect(lines.at(-1)).toBe('end');
    expect(await log()).not.toContain(secret);
  });
});
