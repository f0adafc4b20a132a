import { AccountId, Region } from '@regional-pipeline/platform-model';
import {
  deployRoleIdentityPolicy,
  deployRoleTrustPolicy,
  permissionsBoundary,
} from '@regional-pipeline/trust-policies';
import { ManagementDeployRoleStack } from './management-deploy-role-stack.js';
import { synthesizeStack } from './testing/synthesize-template.js';

const region = Region.parse('us-gov-west-1');
const regionalAccount = AccountId.parse('111111111111');
const managementAccount = AccountId.parse('222222222222');

describe('ManagementDeployRoleStack', () => {
  const stack = synthesizeStack(
    (app) => new ManagementDeployRoleStack(app, 'role', { region, regionalAccount, managementAccount }),
  );

  it('makes the role and its boundary with the policies of trust-policies unchanged, the boundary first', () => {
    expect(stack.resources).toEqual({
      PermissionsBoundary: {
        Type: 'AWS::IAM::ManagedPolicy',
        Properties: {
          ManagedPolicyName: 'ManagementClusterPermissionsBoundary',
          Description: 'What every role that ManagementClusterDeployRole creates may do at most.',
          PolicyDocument: permissionsBoundary(region),
        },
      },
      DeployRole: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: 'ManagementClusterDeployRole',
          Description: 'Deploys management clusters in us-gov-west-1 for the pipeline in 111111111111.',
          AssumeRolePolicyDocument: deployRoleTrustPolicy({ region, regionalAccountId: regionalAccount }),
          Policies: [
            {
              PolicyName: 'deploy',
              PolicyDocument: deployRoleIdentityPolicy({ region, managementAccountId: managementAccount }),
            },
          ],
        },
        DependsOn: ['PermissionsBoundary'],
      },
    });
  });

  it('says which role it made', () => {
    expect(stack.outputs['ManagementDeployRoleArn']?.Value).toBe(
      'arn:aws-us-gov:iam::222222222222:role/ManagementClusterDeployRole',
    );
  });

  it('needs no bootstrap, no asset and no bucket to be deployed by', () => {
    expect(stack.sections).toEqual(['Description', 'Resources', 'Outputs']);
    expect(stack.assets).toBe(0);
    expect(stack.assumedRoles).toEqual([undefined, undefined]);
    expect(stack.text.length).toBeLessThan(51_200);
  });

  it('refuses the regional account as a management account', () => {
    const add = () =>
      synthesizeStack(
        (app) =>
          new ManagementDeployRoleStack(app, 'role', {
            region,
            regionalAccount,
            managementAccount: regionalAccount,
          }),
      );
    expect(add).toThrow('111111111111 is both the regional account and a management account.');
  });
});
