import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { parseDefinitions } from '@regional-pipeline/cluster-filter';
import { Region } from '@regional-pipeline/platform-model';
import { addManagementCluster } from './add-management-cluster.js';

const repository = 'examples/platform-repo';
const folder = `${repository}/management-clusters`;
const region = 'us-east-1';

describe('addManagementCluster', () => {
  let tree: Tree;
  beforeEach(() => {
    tree = createTreeWithEmptyWorkspace();
    const example = path.join(__dirname, '../../../..', folder, region);
    for (const name of readdirSync(example)) {
      tree.write(`${folder}/${region}/${name}`, readFileSync(path.join(example, name)));
    }
  });
  const add = (name: string, account?: string | number, at = repository) =>
    addManagementCluster(tree, {
      name,
      region,
      repository: at,
      ...(account === undefined ? {} : { account }),
    });

  it('adds a definition that a run of the region reads', () => {
    add('mc06', '022222222222');
    const text = tree.read(`${folder}/${region}/mc06.yaml`, 'utf8') ?? '';
    const parsed = parseDefinitions(
      [{ path: `management-clusters/${region}/mc06.yaml`, text }],
      Region.parse(region),
    );
    expect(parsed).toMatchObject([{ name: 'mc06', account: '022222222222', region, lifecycle: 'active' }]);
    expect(text).toMatch(/^# yaml-language-server: \$schema=(\.\.\/){4}libs\/cluster-filter\/definition/);
  });

  it('writes an account of another kind so that YAML reads text', () => {
    add('mc06', 222222222222);
    add('mc07', 'management-07');
    add('mc08');
    expect(tree.read(`${folder}/${region}/mc06.yaml`, 'utf8')).toContain('account: "222222222222"');
    expect(tree.read(`${folder}/${region}/mc07.yaml`, 'utf8')).toContain('account: management-07');
    expect(tree.read(`${folder}/${region}/mc08.yaml`, 'utf8')).not.toContain('account');
  });

  it('adds the first one to another repository', () => {
    add('mc01', undefined, '../platform');
    expect(tree.read('../platform/management-clusters/us-east-1/mc01.yaml', 'utf8')).toBe('name: mc01\n');
  });

  it('refuses a name that is taken, also with the other ending', () => {
    tree.write(`${folder}/${region}/mc09.yml`, 'name: mc09\n');
    for (const name of ['mc01', 'mc09']) {
      expect(() => add(name)).toThrow(expect.objectContaining({ code: 'ClusterExists' }) as Error);
    }
  });

  it.each([
    ['a name that is no cluster name', () => add('MC 06'), 'DefinitionsInvalid'],
    ['a name that leads elsewhere', () => add('../../mc06'), 'DefinitionsInvalid'],
    ['an account that another cluster has', () => add('mc06', 'management-us-east-1-01'), 'AccountTaken'],
    [
      'what is no region',
      () => addManagementCluster(tree, { name: 'mc06', region: 'us-east-9', repository }),
      'NotARegion',
    ],
  ])('refuses %s, and writes nothing', (_what, action, code) => {
    const before = tree.listChanges().length;
    expect(action).toThrow(expect.objectContaining({ code }) as Error);
    expect(tree.listChanges()).toHaveLength(before);
  });
});
