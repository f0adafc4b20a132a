import path from 'node:path';
import { Region } from '@regional-pipeline/platform-model';
import { findTerraformStates } from './terraform-states.js';
import { writeFiles } from './testing/cluster-request.js';
import { useScratchDirectory } from './testing/scratch-directory.js';

const scratch = useScratchDirectory();
const backend = {
  bucket: 'state-bucket',
  key: 'blue/terraform.tfstate',
  region: Region.parse('us-east-1'),
  profile: 'regional',
};
const backendFile = (config: object, type = 's3') =>
  JSON.stringify({ version: 3, backend: { type, config } });

async function find(files: Record<string, string>) {
  const directory = await scratch.fresh();
  const copy = path.join(directory, 'copy');
  await writeFiles(directory, { 'source/live/terraform.tfstate': '{}' });
  await writeFiles(copy, files);
  return { copy, states: await findTerraformStates(path.join(directory, 'source'), copy, backend) };
}

describe('findTerraformStates', () => {
  it("names the configurations with the cluster's state, also where the data directory has another name", async () => {
    const { states } = await find({
      '.terraform/terraform.tfstate': backendFile(backend),
      'live/.terraform/terraform.tfstate': backendFile(backend),
      'other/data/terraform.tfstate': backendFile(backend),
    });
    expect(states).toEqual({ stranded: [], configurations: ['.', 'live', 'other/data'] });
  });

  it.each([
    ['another key', backendFile({ ...backend, key: 'blue/network.tfstate' })],
    ['another bucket', backendFile({ ...backend, bucket: 'another' })],
    ['another backend', backendFile(backend, 'gcs')],
    ['a backend without a configuration', JSON.stringify({ backend: { type: 's3', config: null } })],
  ])('does not name a configuration with %s, nor takes its file for a state', async (_, text) => {
    const { states } = await find({ 'data/terraform.tfstate': text });
    expect(states).toEqual({ stranded: [], configurations: [] });
  });

  it('finds states that are in no backend, cut off ones too, but for those of the repository', async () => {
    const { copy, states } = await find({
      'live/terraform.tfstate': '{"version": 4}',
      'd/errored.tfstate': '{"version": 4, "lineage": "4e7a", "serial": 7}',
      'b/terraform.tfstate': '{"version": 4, "resources": []}',
      'a/errored.tfstate': '{"version": 4, "reso',
      'c/terraform.tfstate': 'null',
      'a/.terraform/modules/vpc/terraform.tfstate': '{"version": 4}',
    });
    const unreadable = { lineage: null, serial: null };
    const state = (name: string, bytes: number, version: object = unreadable) => ({
      file: path.join(copy, name),
      name,
      bytes,
      ...version,
    });
    expect(states).toEqual({
      stranded: [
        state('a/errored.tfstate', 20),
        state('b/terraform.tfstate', 31),
        state('c/terraform.tfstate', 4),
        state('d/errored.tfstate', 46, { lineage: '4e7a', serial: 7 }),
      ],
      configurations: [],
    });
  });
});
