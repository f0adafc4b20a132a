import {
  AccountId,
  Region,
  listRegions,
  regionalResources,
  type PolicyDocument,
} from '@regional-pipeline/platform-model';
import { buildRoleIdentityPolicy, policyLength } from './index.js';
import { REGIONAL } from './testing/accounts.js';
import { allDocuments } from './testing/all-documents.js';
import { refusal } from './testing/refusal.js';

describe.each(listRegions())('the quotas of IAM and S3 in %s', (region) => {
  const documents: Record<string, PolicyDocument> = allDocuments(region);
  it.each([
    ['deployRoleTrust', 2048],
    ['buildRoleTrust', 2048],
    ['pipelineRoleTrust', 2048],
    ['buildRoleIdentity', 10240],
    ['pipelineRoleIdentity', 10240],
    ['deployRoleIdentity', 10240],
    ['fanOutRoleTrust', 2048],
    ['fanOutRoleIdentity', 10240],
    ['fanOutBuildRoleIdentity', 10240],
    ['boundary', 6144],
    ['stateBucket', 20480],
    ['artifactsBucket', 20480],
  ])('%s takes at most %d characters', (name, quota) => {
    expect(JSON.stringify(documents[name]).length).toBeLessThanOrEqual(quota);
  });
});

describe('a list of accounts that does not fit into the build role', () => {
  const resources = regionalResources(Region.parse('cn-northwest-1'), REGIONAL);
  const policyFor = (count: number) =>
    buildRoleIdentityPolicy({
      resources,
      centralStateBucket: 'x'.repeat(63),
      assumeScope: {
        kind: 'accounts',
        accountIds: Array.from({ length: count }, (_, index) =>
          AccountId.parse(String(index).padStart(12, '0')),
        ),
      },
    });

  it('takes a hundred accounts', () => expect(policyLength(policyFor(100))).toBeLessThanOrEqual(10240));

  it('refuses more than IAM takes, with the length and what to do', () => {
    const error = refusal(() => policyFor(200));
    expect(error.code).toBe('PolicyTooLong');
    expect(error.message).toMatch(/the build role has \d{5} characters; IAM takes 10240/);
    expect(error.remedy).toContain('organizational units');
  });
});
