import { readdir, readFile, rename, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  ClusterName,
  PlatformError,
  RunHolder,
  RunId,
  reasonOf,
  rescuePrefix,
  type HolderState,
} from '@regional-pipeline/platform-model';
import type { StateBucket } from '@regional-pipeline/state-bucket';
import { z } from 'zod';
import { orchestratorErrors } from './errors.js';
import { runDirectoryPrefix, runMarkFile, workFolder } from './run-directory.js';

/** What Terraform writes where it could not save its state in the backend. */
const unsavedState = 'errored.tfstate';

const RunMark = z.object({ run: RunId, bucket: z.string(), holder: RunHolder });

/**
 * Looks through the folders that earlier runs left on this machine for states that never reached the backend, and puts
 * them with their runs' rescued states. A run that was killed could not do it; whoever claims the cluster next finds
 * the state there, and the cluster is blocked until a person has decided.
 *
 * A run whose holder is not provably over is left alone: its Terraform may be writing the very file. A state that was
 * put there is renamed, so that it is found once; two processes may do this at the same time.
 *
 * @param holderState whether the holder of an earlier run, with all that it started, is over
 * @param notice hears of each state that was put there
 * @throws PlatformError of the bucket, or RunDirectoryUnusable where a folder cannot be searched: then nothing may be
 *   deployed, for a state would be lost
 */
export async function sweepLeftStates(
  bucket: Pick<StateBucket, 'putRescuedState'>,
  bucketName: string,
  holderState: (holder: RunHolder) => Promise<HolderState>,
  notice: (text: string) => void,
): Promise<void> {
  for (const directory of await runDirectories()) {
    const mark = await readMark(directory);
    if (mark?.bucket !== bucketName) continue;
    const left = await findUnsaved(workFolder(directory)).catch((cause: unknown) => {
      throw unsearchable(directory, mark.run, cause);
    });
    if (left.length === 0 || (await holderState(mark.holder)).status !== 'over') continue;
    for (const { cluster, file, name } of left) {
      const state = await readFile(file).catch(unlessGone);
      if (!state) continue;
      const saved = await bucket.putRescuedState(mark.run, cluster, name, state);
      await rename(file, `${file}.rescued`).catch(unlessGone);
      notice(
        `a state of ${cluster} that run ${mark.run} left in ${file} is saved as ${rescuePrefix(mark.run, cluster)}${saved}`,
      );
    }
  }
}

/** The folders of runs that belong to this user: anybody may put one into the temporary folder. */
async function runDirectories(): Promise<string[]> {
  const root = path.resolve(tmpdir());
  const names = await readdir(root).catch(() => []);
  const folders = names
    .filter((name) => name.startsWith(runDirectoryPrefix))
    .map((name) => path.join(root, name));
  const own: string[] = [];
  for (const folder of folders) {
    const found = await stat(folder).catch(() => undefined);
    if (found?.isDirectory() && found.uid === process.getuid?.()) own.push(folder);
  }
  return own;
}

async function readMark(directory: string): Promise<z.infer<typeof RunMark> | undefined> {
  try {
    return RunMark.parse(JSON.parse(await readFile(path.join(directory, runMarkFile), 'utf8')));
  } catch {
    return undefined;
  }
}

async function findUnsaved(work: string): Promise<{ cluster: ClusterName; file: string; name: string }[]> {
  const entries = await readdir(work, { recursive: true, withFileTypes: true }).catch(unlessGone);
  return (entries ?? []).flatMap((entry) => {
    if (!entry.isFile() || entry.name !== unsavedState) return [];
    const file = path.join(entry.parentPath, entry.name);
    // work/<cluster>/<attempt>/source/…
    const [first = '', , , ...rest] = path.relative(work, file).split(path.sep);
    const cluster = ClusterName.safeParse(first);
    return cluster.success ? [{ cluster: cluster.data, file, name: rest.join('/') }] : [];
  });
}

function unlessGone(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}

function unsearchable(directory: string, run: RunId, cause: unknown): PlatformError {
  return new PlatformError(orchestratorErrors.RunDirectoryUnusable, {
    message: `the folder ${directory}, which run ${run} left, may have a state of a cluster, and cannot be searched (${reasonOf(cause)}).`,
    remedy: `Make ${directory} readable, and save each errored.tfstate in it before you remove it.`,
    context: { directory, run },
    cause,
  });
}
