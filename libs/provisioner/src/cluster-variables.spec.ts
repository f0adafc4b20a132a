import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { clusterVariablesFile, writeClusterVariables } from './cluster-variables.js';
import { writeFiles } from './testing/cluster-request.js';
import { useScratchDirectory } from './testing/scratch-directory.js';

const scratch = useScratchDirectory();
const variables = { capacity: 3, tags: { team: 'a "quoted" name' }, zones: ['a', 'b'] };

describe('writeClusterVariables', () => {
  it('writes the variables into each directory with Terraform files', async () => {
    const directory = await scratch.fresh();
    const terraformDirectories = [path.join(directory, 'one'), path.join(directory, 'two')];
    for (const name of terraformDirectories) await mkdir(name);
    await writeClusterVariables({ directory, terraformDirectories }, variables);
    for (const name of terraformDirectories) {
      expect(JSON.parse(await readFile(path.join(name, clusterVariablesFile), 'utf8'))).toEqual(variables);
    }
  });

  it('writes them into the root where nothing is Terraform', async () => {
    const directory = await scratch.fresh();
    await writeClusterVariables({ directory, terraformDirectories: [] }, variables);
    expect(JSON.parse(await readFile(path.join(directory, clusterVariablesFile), 'utf8'))).toEqual(variables);
  });

  it("never overwrites a file of the repository's", async () => {
    const directory = await scratch.fresh();
    await writeFiles(directory, { [`live/${clusterVariablesFile}`]: 'theirs' });
    const terraformDirectories = [path.join(directory, 'live')];
    await expect(writeClusterVariables({ directory, terraformDirectories }, variables)).rejects.toMatchObject(
      {
        code: 'TfvarsConflict',
        message: expect.stringContaining(`live/${clusterVariablesFile}`) as string,
      },
    );
    expect(await readFile(path.join(directory, 'live', clusterVariablesFile), 'utf8')).toBe('theirs');
  });

  it('says that it could not write', async () => {
    const directory = path.join(await scratch.fresh(), 'missing');
    await expect(
      writeClusterVariables({ directory, terraformDirectories: [] }, variables),
    ).rejects.toMatchObject({
      code: 'SourceCopyFailed',
      message: expect.stringContaining('ENOENT') as string,
    });
  });
});
