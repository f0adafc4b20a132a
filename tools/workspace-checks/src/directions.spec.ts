import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { root } from './workspace.js';

const boundary = '@nx/enforce-module-boundaries';
const restricted = 'no-restricted-imports';

/** One forbidden import per rule of the house: a lint rule that has silently stopped to work would let it through. */
const forbidden: readonly (readonly [name: string, file: string, specifier: string, rule: string])[] = [
  ['pure imports no adapter', 'libs/fleet/src/canary.ts', '@regional-pipeline/state-reader', boundary],
  [
    'pure imports no construct',
    'libs/trust-policies/src/canary.ts',
    '@regional-pipeline/pipeline-constructs',
    boundary,
  ],
  [
    'adapter imports no other adapter',
    'libs/state-reader/src/canary.ts',
    '@regional-pipeline/assume-role',
    boundary,
  ],
  [
    'construct imports no adapter',
    'libs/pipeline-constructs/src/canary.ts',
    '@regional-pipeline/state-reader',
    boundary,
  ],
  [
    'the command line imports no construct',
    'apps/orchestrator/src/canary.ts',
    '@regional-pipeline/pipeline-constructs',
    boundary,
  ],
  [
    'the CDK app imports no adapter',
    'apps/regional-pipeline/src/canary.ts',
    '@regional-pipeline/provisioner',
    boundary,
  ],
  [
    'production code imports nothing made for tests',
    'libs/assume-role/src/canary.ts',
    '@regional-pipeline/local-aws',
    boundary,
  ],
  [
    'nothing reaches into a library',
    'libs/fleet/src/canary.ts',
    '../../platform-model/src/region.js',
    boundary,
  ],
  ['pure touches no machine', 'libs/cluster-filter/src/canary.ts', 'node:fs', restricted],
  [
    'pure touches no machine by a subpath',
    'libs/cluster-filter/src/canary.ts',
    'node:fs/promises',
    restricted,
  ],
  ['pure talks to no AWS', 'libs/policy-proofs/src/canary.ts', '@aws-sdk/client-iam', restricted],
  ['pure knows no CDK', 'libs/trust-policies/src/canary.ts', 'aws-cdk-lib/core', restricted],
  ['adapters know no CDK', 'libs/state-reader/src/canary.ts', 'aws-cdk-lib/aws-s3', restricted],
  ['the command line knows no CDK', 'apps/orchestrator/src/canary.ts', 'constructs', restricted],
  ['constructs talk to no AWS', 'libs/pipeline-constructs/src/canary.ts', '@aws-sdk/client-s3', restricted],
  ['the CDK app talks to no AWS', 'apps/regional-pipeline/src/canary.ts', '@aws-sdk/client-sts', restricted],
  ['CDK is imported by its submodules', 'libs/pipeline-constructs/src/canary.ts', 'aws-cdk-lib', restricted],
];

/** Allowed ones, so that a rule that refuses everything is found too. */
const allowed: readonly (readonly [name: string, file: string, specifier: string])[] = [
  ['pure imports pure', 'libs/trust-policies/src/canary.ts', '@regional-pipeline/platform-model'],
  ['the command line imports adapters', 'apps/orchestrator/src/canary.ts', '@regional-pipeline/state-reader'],
  ['constructs import CDK', 'libs/pipeline-constructs/src/canary.ts', 'aws-cdk-lib/core'],
  [
    'tests import what is made for them',
    'libs/assume-role/src/canary.spec.ts',
    '@regional-pipeline/local-aws',
  ],
];

describe('the directions of the house', () => {
  let broken: readonly (readonly string[])[];

  beforeAll(() => {
    const imports = [...forbidden, ...allowed].map(([, file, specifier]) => [file, specifier]);
    const script = path.join(root, 'tools/workspace-checks/lint-imports.mjs');
    const answer = execFileSync(process.execPath, [script], {
      input: JSON.stringify(imports),
      encoding: 'utf8',
    });
    broken = JSON.parse(answer) as string[][];
  }, 60_000);

  it.each(forbidden.map((row, index) => [row[0], row[3], index] as const))('%s', (_name, rule, index) => {
    expect(broken[index]).toContain(rule);
  });

  it.each(allowed.map((row, index) => [row[0], index] as const))('but %s', (_name, index) => {
    expect(broken[forbidden.length + index]).toEqual([]);
  });
});
