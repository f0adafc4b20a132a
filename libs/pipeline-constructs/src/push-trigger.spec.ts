import path from 'node:path';
import { listRegions, Region } from '@regional-pipeline/platform-model';
import fc from 'fast-check';
import { defaultOrchestratorPath } from './orchestrator-path.js';
import { pushTrigger } from './push-trigger.js';
import { BranchName } from './repository.js';
import { defaultTriggerPaths } from './trigger-path.js';

const patternsOf = (region: Region): readonly string[] => {
  const { gitConfiguration } = pushTrigger({
    sourceAction: 'Repository',
    region,
    branchName: BranchName.parse('main'),
    sharedPaths: defaultTriggerPaths(defaultOrchestratorPath),
  });
  const { push } = gitConfiguration as { push: { filePaths: { includes: string[] } }[] };
  return push.flatMap(({ filePaths }) => filePaths.includes);
};

/** Whether a push in which these files changed starts the pipeline of the region. */
const starts = (region: Region, ...changed: readonly string[]) =>
  changed.some((file) => patternsOf(region).some((pattern) => path.matchesGlob(file, pattern)));

describe('a push', () => {
  const virginia = Region.parse('us-east-1');

  it.each([
    'management-clusters/us-east-1/mc01.yaml',
    'terraform/config/management-cluster/main.tf',
    'scripts/report-identity.cjs',
    'Makefile',
    'regional-pipeline/orchestrator.mjs',
  ])('starts the pipeline where %s changed', (file) => expect(starts(virginia, file)).toBe(true));

  it.each(['management-clusters/us-east-2/mc01.yaml', 'README.md', 'docs/terraform/a.md'])(
    'starts nothing where %s changed alone',
    (file) => expect(starts(virginia, file)).toBe(false),
  );

  it('of one region’s definitions starts that region’s pipeline and no other', () => {
    const region = fc.constantFrom(...listRegions());
    fc.assert(
      fc.property(region, region, fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/), (changed, other, name) => {
        expect(starts(other, `management-clusters/${changed}/${name}.yaml`)).toBe(changed === other);
      }),
    );
  });

  it('of two regions starts both pipelines', () => {
    const both = ['management-clusters/us-east-1/a.yaml', 'management-clusters/eu-west-1/a.yaml'];
    expect([starts(virginia, ...both), starts(Region.parse('eu-west-1'), ...both)]).toEqual([true, true]);
  });
});
