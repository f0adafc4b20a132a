import { startLocalAws, type LocalAws } from '@regional-pipeline/local-aws';
import { AccountId, Region, regionalResources } from '@regional-pipeline/platform-model';
import { buildRoleIdentityPolicy, buildRoleTrustPolicy } from '@regional-pipeline/trust-policies';

export const REGIONAL = AccountId.parse('111111111111');
export const region = Region.parse('us-east-1');
export const resources = regionalResources(region, REGIONAL);

const template = {
  Resources: {
    BuildRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: 'regional-pipeline-codebuild-role',
        AssumeRolePolicyDocument: buildRoleTrustPolicy(resources),
        Policies: [
          {
            PolicyName: 'build',
            PolicyDocument: buildRoleIdentityPolicy({ resources, centralStateBucket: 'central-state' }),
          },
        ],
      },
    },
  },
};

/** The regional account, with the build role and its real policies. */
export function startBuildAccount(): Promise<LocalAws> {
  return startLocalAws({ world: { templates: [{ template, accountId: REGIONAL, region }] } });
}
