import { readdir, readFile, rename, stat } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { ClusterName, RunId } from '@regional-pipeline/platform-model';
import type { StateBucket } from '@regional-pipeline/state-bucket';
import { z } from 'zod';
import { runDirectoryPrefix, runMarkFile, workFolder } from './run-directory.js';

/** What Terraform writes where it could not save its state in the backend. */
const unsavedState = 'errored.tfstate';

const RunMark = z.object({ run: RunId, bucket: z.string() });

/**
 * Looks through the folders that earlier runs left on this machine for states that never reached the backend, and puts
 * them with their runs' rescued states. A run that was killed could not do it; whoever claims the cluster next finds
 * the state there, and the cluster is blocked until a person has decided.
 *
 * A state that was put there is renamed, so that it is found once.
 *
 * @returns how many were put there
 * @throws PlatformError of the bucket: then nothing may be deployed, for a state would be lost
 */
export async function sweepLeftStates(
  bucket: Pick<StateBucket, 'putRescuedState'>,
  bucketName: string,
): Promise<number> {
  let rescued = 0;
  for (const directory of await runDirectories()) {
    const mark = await readMark(directory);
    if (mark?.bucket !== bucketName) continue;
    for (const { cluster, file, name } of await findUnsaved(workFolder(directory))) {
      await bucket.putRescuedState(mark.run, cluster, name, await readFile(file));
      await rename(file, `${file}.rescued`);
      rescued++;
    }
  }
  return rescued;
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
    if (found?.isDirectory() && found.uid === userInfo().uid) own.push(folder);
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
  const entries = await readdir(work, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.flatMap((entry) => {
    if (!entry.isFile() || entry.name !== unsavedState) return [];
    const file = path.join(entry.parentPath, entry.name);
    // work/<cluster>/<attempt>/source/…
    const [first = '', , , ...rest] = path.relative(work, file).split(path.sep);
    const cluster = ClusterName.safeParse(first);
    return cluster.success ? [{ cluster: cluster.data, file, name: rest.join('/') }] : [];
  });
}
