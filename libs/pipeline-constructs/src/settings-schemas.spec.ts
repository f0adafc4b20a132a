import { listRegions, partitionOf } from '@regional-pipeline/platform-model';
import fc from 'fast-check';
import type { z } from 'zod';
import { ConnectionArn, RoleArn, TopicArn } from './arns.js';
import { BucketName } from './bucket-name.js';
import { BuildTimeoutMinutes } from './build-timeout.js';
import { HourlyLimit } from './hourly-limit.js';
import { LogRetentionDays } from './log-retention.js';
import { OrchestratorPath } from './orchestrator-path.js';
import { OrganizationalUnitPath } from './organizational-unit.js';
import { BranchName, RepositoryId } from './repository.js';
import { TriggerPath } from './trigger-path.js';

const cases: [string, z.ZodType, unknown[], unknown[]][] = [
  [
    'RepositoryId',
    RepositoryId,
    ['owner/repo', 'owner/repo.name', 'group/sub/repo'],
    [
      '',
      'repo',
      'owner/',
      '/repo',
      'owner//repo',
      'owner/repo name',
      'https://github.com/owner/repo',
      'owner/$(x)',
    ],
  ],
  [
    'BranchName',
    BranchName,
    ['main', 'release/2026', 'a-b_c.d', 'x'.repeat(255)],
    [
      '',
      'a b',
      'a..b',
      '-a',
      '/a',
      'a/',
      'a//b',
      'a.lock',
      'a~1',
      'a^',
      'a:b',
      'a?',
      'a*',
      'a[',
      'a\\b',
      'a@{b',
      'a.',
      'refs/heads/main',
      'a\u0007',
      'release-{a,b}',
      'x'.repeat(256),
    ],
  ],
  [
    'BucketName',
    BucketName,
    ['abc', 'central-terraform-state', 'a.b-c.1', 'x'.repeat(63)],
    [
      '',
      'ab',
      'x'.repeat(64),
      'Central',
      'a_b',
      '-abc',
      'abc-',
      '.abc',
      'a..b',
      '192.168.0.1',
      'xn--abc',
      'sthree-abc',
      'amzn-s3-demo-abc',
      'abc-s3alias',
      'abc--ol-s3',
      'abc.mrap',
      'abc--x-s3',
      'abc--table-s3',
      's3://abc',
      'abc*',
    ],
  ],
  [
    'OrchestratorPath',
    OrchestratorPath,
    ['orchestrator.mjs', 'regional-pipeline/orchestrator.mjs', '.ci/run.cjs', 'a/b/c.js'],
    [
      '',
      '/a.mjs',
      '../a.mjs',
      'a/../b.mjs',
      './a.mjs',
      'a/./b.mjs',
      'a//b.mjs',
      '-a.mjs',
      'a/-b.mjs',
      'a b.mjs',
      'a;b.mjs',
      '$(x).mjs',
      'a.mjs\n',
      'a.ts',
      'a',
      '~/a.mjs',
    ],
  ],
  [
    'ConnectionArn',
    ConnectionArn,
    [
      'arn:aws:codeconnections:us-east-1:111111111111:connection/01234567-89ab-cdef-0123-456789abcdef',
      'arn:aws-cn:codestar-connections:cn-north-1:111111111111:connection/abc',
    ],
    [
      '',
      'arn:aws:codeconnections:us-east-1:111111111111:host/abc',
      'arn:aws:codeconnections:us-east-1:1111:connection/abc',
      'arn:aws:codeconnections:us-east-1:111111111111:connection/*',
      'arn:aws:codeconnections:us-east-9:111111111111:connection/abc',
      'arn:other:codeconnections:us-east-1:111111111111:connection/abc',
    ],
  ],
  [
    'RoleArn',
    RoleArn,
    ['arn:aws:iam::111111111111:role/break-glass', 'arn:aws-us-gov:iam::111111111111:role/a/b/C'],
    [
      '',
      'break-glass',
      'arn:aws:iam::111111111111:user/a',
      'arn:aws:iam::111111111111:role/*',
      'arn:aws:iam::1:role/a',
    ],
  ],
  [
    'OrganizationalUnitPath',
    OrganizationalUnitPath,
    ['o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/', 'o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/ou-ab12-22222222/*'],
    ['', 'ou-ab12-11111111', 'o-*/r-ab12/', 'o-a1b2c3d4e5/r-ab12/ou-ab12-11111111'],
  ],
  [
    'TopicArn',
    TopicArn,
    ['arn:aws:sns:us-east-1:111111111111:operations', 'arn:aws-cn:sns:cn-north-1:000000000000:a_b-C'],
    [
      '',
      'operations',
      'arn:aws:sns:us-east-1:111111111111:orders.fifo',
      'arn:aws:sns:us-east-9:111111111111:operations',
      'arn:aws:sns:us-east-1:111111111111:*',
      'arn:aws:sqs:us-east-1:111111111111:operations',
    ],
  ],
  [
    'TriggerPath',
    TriggerPath,
    ['Makefile', 'terraform/**', 'a/*/b.tf', '.ci/run.sh', 'management-clusters-shared/**'],
    [
      '',
      '/a',
      'a b',
      '**',
      '*/x',
      '{a,b}/**',
      '[m]anagement-clusters/**',
      '?anagement-clusters/**',
      'management-clusters',
      'management-clusters/**',
      'management-clusters/eu-west-1/**',
      'x'.repeat(256),
    ],
  ],
  ['HourlyLimit', HourlyLimit, [1, 200], [0, -1, 1.5, '12']],
  ['BuildTimeoutMinutes', BuildTimeoutMinutes, [5, 480, 2160], [4, 2161, 7.5, '480', Number.NaN]],
  ['LogRetentionDays', LogRetentionDays, [1, 365, 3653], [0, 2, 366, 9999, -1, '365']],
];

describe.each(cases)('%s', (_name, schema, valid, invalid) => {
  it.each(valid)('takes %j', (value) => {
    expect(schema.parse(value)).toBe(value);
  });

  it.each(invalid)('refuses %j, and says why', (value) => {
    const { success, error } = schema.safeParse(value);
    expect(success).toBe(false);
    for (const { message } of error?.issues ?? []) expect(message).not.toMatch(/^Invalid/);
  });
});

describe('a path that is taken', () => {
  it('is one word to a shell, and stays in the repository', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab./-_ $;\'"\\*~&|<>()\n'.split('')) }), (text) => {
        const { success, data } = OrchestratorPath.safeParse(`${text}.mjs`);
        if (!success) return;
        expect(data).toMatch(/^[A-Za-z0-9_./-]+$/);
        expect(data.startsWith('/') || data.startsWith('-')).toBe(false);
        expect(data.split('/')).not.toContain('..');
      }),
    );
  });
});

describe('ARNs', () => {
  it('are taken in every partition', () => {
    for (const region of listRegions()) {
      const arn = `arn:${partitionOf(region)}:codeconnections:${region}:111111111111:connection/abc`;
      expect(ConnectionArn.safeParse(arn).success).toBe(true);
    }
  });
});
