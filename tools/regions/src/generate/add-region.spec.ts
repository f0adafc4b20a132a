import type { Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { addRegion, type RegionOptions } from './add-region.js';
import { generate } from './generate.js';

const options: RegionOptions = {
  region: 'us-west-2',
  regionalAccount: 111111111111,
  managementAccount: ['022222222222', 333333333333],
  repositoryId: 'owner/repo',
  centralStateBucket: 'central-terraform-state',
};
const file = 'apps/regional-pipeline/regions/us-west-2.json';

describe('addRegion', () => {
  let tree: Tree;
  beforeEach(() => {
    tree = createTreeWithEmptyWorkspace();
  });

  it('writes the file of the region, with the accounts as they were typed', () => {
    addRegion(tree, options);
    expect(JSON.parse(tree.read(file, 'utf8') ?? '')).toEqual({
      $schema: '../region.schema.json',
      regional_account: '111111111111',
      management_account: ['022222222222', '333333333333'],
      repository_id: 'owner/repo',
      central_state_bucket: 'central-terraform-state',
    });
  });

  it.each([222222222222, '222222222222', ['222222222222']])(
    'takes one management account given as %j',
    (managementAccount) => {
      addRegion(tree, { ...options, managementAccount });
      expect(tree.read(file, 'utf8')).toMatch(/"management_account": \[\s+"222222222222"\s+\]/);
    },
  );

  it('takes several accounts with a comma between them', () => {
    addRegion(tree, { ...options, managementAccount: '222222222222,033333333333' });
    expect(tree.read(file, 'utf8')).toContain('"033333333333"');
  });

  it('leaves a region alone that has its file', () => {
    addRegion(tree, options);
    expect(() => addRegion(tree, { ...options, regionalAccount: 999999999999 })).toThrow(
      expect.objectContaining({ code: 'RegionExists' }) as Error,
    );
    expect(tree.read(file, 'utf8')).toContain('"111111111111"');
  });

  it('writes nothing that the app would refuse, and says what to do', async () => {
    const refused = generate(addRegion, tree, { ...options, regionalAccount: 111 });
    await expect(refused).rejects.toThrow(
      /^InvalidRegionFile: .*"111" is not a 12-digit account id.*Correct/s,
    );
    expect(tree.exists(file)).toBe(false);
    expect(() => addRegion(tree, { ...options, region: '../us-west-2' })).toThrow(
      expect.objectContaining({ code: 'NotARegion' }) as Error,
    );
    expect(tree.listChanges().filter(({ path }) => path.includes('regions'))).toEqual([]);
  });
});
