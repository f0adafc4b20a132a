import { withEditedResources } from '../testing/edit-template.js';
import { deploymentOf, virginia } from '../testing/golden-pipelines.js';

type Resources = Parameters<Parameters<typeof withEditedResources>[1]>[0];

/** A copy of a resource with another name. */
function renamed(resources: Resources, id: string, property: string, name: string) {
  const resource = resources[id];
  if (!resource) throw new TypeError(`there is no ${id}`);
  return { ...resource, Properties: { ...resource.Properties, [property]: name } };
}

describe('a template is refused', () => {
  it.each<[string, 0 | 1, (resources: Resources) => void, string]>([
    [
      'a role',
      0,
      (all) => (all['Other'] = renamed(all, 'BuildRole', 'RoleName', 'other')),
      'arn:aws:iam::111111111111:role/other (Other)',
    ],
    [
      'a bucket',
      0,
      (all) => (all['Other'] = renamed(all, 'StateBucket', 'BucketName', 'other')),
      'arn:aws:s3:::other (Other)',
    ],
    [
      'a user',
      1,
      (all) => (all['User'] = { Type: 'AWS::IAM::User', Properties: { UserName: 'pat' } }),
      'an AWS::IAM::User (User)',
    ],
    [
      'an access point',
      0,
      (all) => (all['Door'] = { Type: 'AWS::S3::AccessPoint', Properties: {} }),
      'an AWS::S3::AccessPoint (Door)',
    ],
    [
      'a stack of its own',
      0,
      (all) => (all['Nested'] = { Type: 'AWS::CloudFormation::Stack', Properties: {} }),
      'an AWS::CloudFormation::Stack (Nested)',
    ],
    [
      'a boundary on a role, which may take away what the role needs',
      1,
      (all) => {
        const boundary = 'arn:aws:iam::222222222222:policy/ManagementClusterPermissionsBoundary';
        all['DeployRole'] = renamed(all, 'DeployRole', 'PermissionsBoundary', boundary);
      },
      'the boundary arn:aws:iam::222222222222:policy/ManagementClusterPermissionsBoundary on arn:aws:iam::222222222222:role/ManagementClusterDeployRole',
    ],
  ])('that has %s which no statement is about', (_what, template, edit, message) => {
    expect(() => withEditedResources(template, edit)).toThrow(
      `has what the security model does not know: ${message}.`,
    );
  });

  it('whose policy depends on a parameter, whatever the default is', () => {
    const [regional, management] = virginia.templates;
    if (!regional || !management) throw new TypeError('virginia has two templates');
    const text = JSON.stringify(management.template).replace(
      '"sts:ExternalId":"regional-pipeline-us-east-1"',
      '"sts:ExternalId":{"Ref":"ExternalId"}',
    );
    const template = {
      ...(JSON.parse(text) as object),
      Parameters: { ExternalId: { Type: 'String', Default: 'regional-pipeline-us-east-1' } },
    };
    expect(() => deploymentOf({ ...virginia, templates: [regional, { ...management, template }] })).toThrow(
      /sts:ExternalId\/Ref: the parameter ExternalId has no default, and no value is given/,
    );
  });
});
