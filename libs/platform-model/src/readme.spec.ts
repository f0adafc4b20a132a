import { AccountId, Region, regionalResources } from './index.js';

it('runs the example of the README', () => {
  const region = Region.parse('us-gov-west-1');
  const resources = regionalResources(region, AccountId.parse('111111111111'));

  expect(resources.buildRoleArn).toBe(
    'arn:aws-us-gov:iam::111111111111:role/regional-pipeline-codebuild-role',
  );
  expect(resources.stateBucket).toBe('management-cluster-tf-state-111111111111-us-gov-west-1');
  expect(resources.externalId).toBe('regional-pipeline-us-gov-west-1');
});
