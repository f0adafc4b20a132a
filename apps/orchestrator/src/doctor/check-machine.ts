import { execFile } from 'node:child_process';
import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';
import { reasonOf, type Region } from '@regional-pipeline/platform-model';
import { failed, ok, warning, type Finding } from './finding.js';

/** Private copies, provider plugins and logs of a fleet: less than this is soon full, in bytes. */
const scarceDisk = 1 << 30;

/** AWS refuses a signature that is 5 minutes off; before that tokens seem older or younger than they are. */
const refusedSkewMs = 5 * 60_000;
const strangeSkewMs = 60_000;

/** What a make target is started with: make, and Terraform or OpenTofu. */
export async function checkTools(environment: NodeJS.ProcessEnv): Promise<Finding[]> {
  const make = await versionOf('make', ['--version'], environment);
  const terraform = await versionOf('terraform', ['version'], environment);
  const tofu = terraform === null ? await versionOf('tofu', ['version'], environment) : null;
  return [
    ok('node', `Node.js ${process.version}`),
    make ?? failed('make', 'there is no make on the PATH', 'Install GNU make where the pipeline runs.'),
    terraform ??
      tofu ??
      warning(
        'terraform',
        'neither terraform nor tofu is on the PATH',
        'Install one of them, unless the make targets of the repository bring their own.',
      ),
  ];
}

/** The first line of what a program says of its version; null where there is no such program. */
async function versionOf(
  command: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<Finding | null> {
  // Without it Terraform asks its maker whether there is a newer version.
  const env = { ...environment, CHECKPOINT_DISABLE: '1' };
  try {
    const { stdout } = await promisify(execFile)(command, args, { env, timeout: 20_000 });
    return ok(command, stdout.split('\n')[0]?.trim() ?? '');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    const said = `${command} ${args.join(' ')} failed (${reasonOf(cause).trim()})`;
    return failed(command, said, `Run it by hand, and install ${command} anew.`);
  }
}

/** Room in the temporary folder, where the clusters are worked on. */
export async function checkDisk(directory = tmpdir()): Promise<Finding> {
  try {
    const { bavail, bsize } = await statfs(directory);
    const free = bavail * bsize;
    const detail = `${(free / (1 << 30)).toFixed(1)} GiB are free in ${directory}`;
    return free < scarceDisk
      ? warning('disk', detail, 'Make room, or set TMPDIR to a folder that has some.')
      : ok('disk', detail);
  } catch (cause) {
    return failed(
      'disk',
      `${directory} cannot be used (${reasonOf(cause)})`,
      'Set TMPDIR to a folder that can be written.',
    );
  }
}

/** This machine's clock against the one of STS, which dates every answer. */
export async function checkClock(region: Region, environment: NodeJS.ProcessEnv): Promise<Finding> {
  const endpoint = stsEndpoint(region, environment);
  let date: string | null;
  const asked = Date.now();
  try {
    const answer = await fetch(endpoint, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000),
    });
    date = answer.headers.get('date');
  } catch (cause) {
    return failed(
      'clock',
      `${endpoint} gave no answer (${reasonOf(cause)})`,
      'Check the network path to the regional STS endpoint.',
    );
  }
  const there = Date.parse(date ?? '');
  if (Number.isNaN(there))
    return warning(
      'clock',
      `${endpoint} does not say what time it is`,
      'Check what answers at the endpoint.',
    );
  // Its date is a moment between question and answer, in whole seconds.
  const skew = Math.max(0, Math.abs(there - (asked + Date.now()) / 2) - 1000);
  const detail = `${(skew / 1000).toFixed(0)} s off the clock of STS`;
  const remedy = 'Set the clock of this machine, for example by NTP.';
  if (skew >= refusedSkewMs) return failed('clock', detail, remedy);
  return skew >= strangeSkewMs ? warning('clock', detail, remedy) : ok('clock', detail);
}

function stsEndpoint(region: Region, environment: NodeJS.ProcessEnv): string {
  const given = environment['AWS_ENDPOINT_URL_STS'] ?? environment['AWS_ENDPOINT_URL'];
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return given ?? `https://sts.${region}.${suffix}/`;
}
