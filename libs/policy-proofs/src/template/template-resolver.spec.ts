import { bucket, errorOf, reading, readResources, role } from '../testing/template-reading.js';
import type { DeployedTemplate } from '../index.js';

const named: Readonly<Record<string, unknown>> = {
  State: bucket({ BucketName: { 'Fn::Join': ['-', ['state', { Ref: 'AWS::Region' }]] } }),
  Log: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/build' } },
  Project: { Type: 'AWS::CodeBuild::Project', Properties: { Name: 'deploy' } },
  Pipeline: { Type: 'AWS::CodePipeline::Pipeline', Properties: { Name: 'pipeline' } },
  Connection: { Type: 'AWS::CodeConnections::Connection', Properties: { ConnectionName: 'source' } },
  Key: { Type: 'AWS::KMS::Key', Properties: {} },
  Anonymous: bucket({}),
  Absent: { ...(bucket({ BucketName: 'absent' }) as object), Condition: 'Never' },
};
const sections = {
  Parameters: {
    Suffix: { Type: 'String', Default: 'blue' },
    Required: { Type: 'String' },
    Names: { Type: 'CommaDelimitedList', Default: 'a, b' },
    Stored: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/path' },
  },
  Conditions: {
    Always: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] },
    Never: { 'Fn::Not': [{ Condition: 'Always' }] },
    Both: { 'Fn::And': [{ Condition: 'Always' }, { Condition: 'Never' }] },
    Either: { 'Fn::Or': [{ Condition: 'Never' }, { Condition: 'Always' }] },
    Circle: { 'Fn::Not': [{ Condition: 'Circle' }] },
    Odd: { 'Fn::Equals': ['one'] },
    Strange: { 'Fn::Contains': [['a'], 'a'] },
  },
};

/** The resource that a role's policy names, as it is once the template is deployed. */
function resolve(value: unknown, deployment: Partial<DeployedTemplate> = {}): unknown {
  const { Anonymous: _unnamed, ...resources } = named;
  const Policies = [{ PolicyName: 'inline', PolicyDocument: reading(value) }];
  const { roles } = readResources(
    { ...resources, Role: role({ RoleName: 'r', Policies }) },
    sections,
    deployment,
  );
  return roles[0]?.identityPolicies[0]?.document.Statement[0]?.Resource;
}

const at = 'Resources/Role/Properties/Policies/0/PolicyDocument/Statement/0/Resource';

describe('values are resolved', () => {
  it.each<[string, unknown, unknown]>([
    ['text', 'as it is ${aws:PrincipalOrgID}', 'as it is ${aws:PrincipalOrgID}'],
    ['the account', { Ref: 'AWS::AccountId' }, '111111111111'],
    ['the partition', { Ref: 'AWS::Partition' }, 'aws'],
    ['the URL suffix', { Ref: 'AWS::URLSuffix' }, 'amazonaws.com'],
    ['nothing', [{ Ref: 'AWS::NoValue' }, 'x'], ['x']],
    ["a parameter's default", { Ref: 'Suffix' }, 'blue'],
    ['a list parameter', { Ref: 'Names' }, ['a', 'b']],
    ['Ref of a bucket', { Ref: 'State' }, 'state-us-east-1'],
    ['the ARN of a bucket', { 'Fn::GetAtt': ['State', 'Arn'] }, 'arn:aws:s3:::state-us-east-1'],
    ['the ARN of a role', { 'Fn::GetAtt': 'Role.Arn' }, 'arn:aws:iam::111111111111:role/r'],
    ['a log group', { 'Fn::GetAtt': 'Log.Arn' }, 'arn:aws:logs:us-east-1:111111111111:log-group:/build:*'],
    [
      'a build project',
      { 'Fn::GetAtt': 'Project.Arn' },
      'arn:aws:codebuild:us-east-1:111111111111:project/deploy',
    ],
    ['a pipeline', { Ref: 'Pipeline' }, 'pipeline'],
    [
      'Fn::Sub',
      { 'Fn::Sub': '${State.Arn}/${Suffix}/${AWS::AccountId}' },
      'arn:aws:s3:::state-us-east-1/blue/111111111111',
    ],
    ['Fn::Sub with values', { 'Fn::Sub': ['${key}/${Suffix}', { key: { Ref: 'Log' } }] }, '/build/blue'],
    ['Fn::Sub of a policy variable', { 'Fn::Sub': 'x/${!aws:PrincipalOrgID}' }, 'x/${aws:PrincipalOrgID}'],
    ['Fn::Join', { 'Fn::Join': ['', ['a', { Ref: 'Suffix' }, 1]] }, 'ablue1'],
    ['Fn::Join of a list parameter', { 'Fn::Join': ['/', { Ref: 'Names' }] }, 'a/b'],
    ['Fn::Split and Fn::Select', { 'Fn::Select': ['1', { 'Fn::Split': [':', 'a:b:c'] }] }, 'b'],
    ['Fn::If that holds', { 'Fn::If': ['Always', 'yes', 'no'] }, 'yes'],
    ['Fn::If that does not', { 'Fn::If': ['Never', 'yes', 'no'] }, 'no'],
    ['Fn::And', { 'Fn::If': ['Both', 'yes', 'no'] }, 'no'],
    ['Fn::Or', { 'Fn::If': ['Either', 'yes', 'no'] }, 'yes'],
    ['only the branch that counts', { 'Fn::If': ['Always', 'yes', { 'Fn::ImportValue': 'x' }] }, 'yes'],
  ])('%s', (_what, value, expected) => expect(resolve(value)).toEqual(expected));

  it('and a member without a value vanishes', () => {
    const PolicyDocument = { ...(reading('*') as object), Id: { Ref: 'AWS::NoValue' } };
    const { roles } = readResources({
      Role: role({ RoleName: 'r', Policies: [{ PolicyName: 'p', PolicyDocument }] }),
    });
    expect(roles[0]?.identityPolicies[0]?.document).toStrictEqual(reading('*'));
  });

  it('with the values of parameters and the name of the stack', () => {
    const deployment = { parameters: { Required: 'given', Suffix: 'green' }, stackName: 'pipeline-stack' };
    const value = { 'Fn::Sub': '${AWS::StackName}/${Required}/${Suffix}' };
    expect(resolve(value, deployment)).toBe('pipeline-stack/given/green');
  });

  it('with an id that stands for the one which AWS gives to a connection', () => {
    expect(resolve({ Ref: 'Connection' })).toMatch(
      /^arn:aws:codeconnections:us-east-1:111111111111:connection\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    );
    expect(resolve({ Ref: 'Connection' })).toBe(resolve({ 'Fn::GetAtt': ['Connection', 'ConnectionArn'] }));
  });

  it('in the partition of the region', () => {
    const { buckets } = readResources({ State: bucket({ BucketName: 'state' }) }, {}, {
      region: 'cn-north-1',
    } as Partial<DeployedTemplate>);
    expect(buckets).toMatchObject([{ arn: 'arn:aws-cn:s3:::state', region: 'cn-north-1' }]);
    const suffix = { 'Fn::Sub': '${AWS::URLSuffix}' };
    const cn = { region: 'cn-north-1' } as Partial<DeployedTemplate>;
    expect(resolve(suffix, cn)).toBe('amazonaws.com.cn');
  });

  it('for resources that exist under the conditions', () => {
    const State = bucket({ BucketName: 'state' }) as object;
    const { buckets } = readResources(
      { Kept: { ...State, Condition: 'Always' }, Dropped: { ...State, Condition: 'Never' } },
      sections,
    );
    expect(buckets.map(({ logicalId }) => logicalId)).toEqual(['Kept']);
  });
});

describe('what cannot be resolved is an error at its path', () => {
  it.each<[string, unknown, string]>([
    ['an import', { 'Fn::ImportValue': 'x' }, `TemplateUnresolvable ${at}/Fn::ImportValue: `],
    [
      'inside of other functions',
      { 'Fn::Join': ['', ['a', { 'Fn::GetAZs': '' }]] },
      `TemplateUnresolvable ${at}/Fn::Join/1/1/Fn::GetAZs: `,
    ],
    [
      'an id that AWS gives',
      { Ref: 'Key' },
      `TemplateUnresolvable ${at}/Ref: what Key, a AWS::KMS::Key, gives`,
    ],
    [
      'an attribute',
      { 'Fn::GetAtt': 'State.DomainName' },
      `TemplateUnresolvable ${at}/Fn::GetAtt: State.DomainName`,
    ],
    ['the id of the stack', { Ref: 'AWS::StackId' }, `TemplateUnresolvable ${at}/Ref: AWS::StackId`],
    [
      'the name of the stack',
      { Ref: 'AWS::StackName' },
      `TemplateUnresolvable ${at}/Ref: the name of the stack`,
    ],
    [
      'a parameter without a value',
      { Ref: 'Required' },
      `TemplateUnresolvable ${at}/Ref: the parameter Required has`,
    ],
    ['a stored parameter', { Ref: 'Stored' }, `TemplateUnresolvable ${at}/Ref: the parameter Stored is read`],
    [
      'a resource that does not exist',
      { Ref: 'Absent' },
      `TemplateUnresolvable ${at}/Ref: Absent does not exist under`,
    ],
    [
      'an unknown name',
      { 'Fn::Sub': '${Nobody}' },
      `TemplateMalformed ${at}/Fn::Sub: "Nobody" is neither a parameter`,
    ],
    ['a name of JavaScript', { Ref: 'constructor' }, `TemplateMalformed ${at}/Ref: "constructor" is neither`],
    [
      'an unknown condition',
      { 'Fn::If': ['Maybe', 'a', 'b'] },
      `TemplateMalformed ${at}/Fn::If/0: "Maybe" is no condition`,
    ],
    [
      'half of an Fn::If',
      { 'Fn::If': ['Always', 'a'] },
      `TemplateMalformed ${at}/Fn::If: it takes 3 operands, and 2`,
    ],
    [
      'a condition in a circle',
      { 'Fn::If': ['Circle', 'a', 'b'] },
      'TemplateMalformed Conditions/Circle/Fn::Not/0/Condition: the condition Circle refers to itself',
    ],
    [
      'half of a condition',
      { 'Fn::If': ['Odd', 'a', 'b'] },
      'TemplateMalformed Conditions/Odd/Fn::Equals: it takes 2',
    ],
    [
      'an unknown condition function',
      { 'Fn::If': ['Strange', 'a', 'b'] },
      'TemplateUnresolvable Conditions/Strange/Fn::Contains: ',
    ],
    [
      'a missing item',
      { 'Fn::Select': [5, ['a']] },
      `TemplateMalformed ${at}/Fn::Select: the list has no item 5`,
    ],
    ['no text', { 'Fn::Join': ['', [{}]] }, `TemplateMalformed ${at}/Fn::Join/1/0: {} is not a string`],
  ])('%s', (_what, value, message) => expect(errorOf(() => resolve(value))).toContain(message));

  it('a bucket without a name, wherever it is asked for', () => {
    expect(errorOf(() => readResources({ Anonymous: named['Anonymous'] }))).toBe(
      'TemplateUnresolvable Resources/Anonymous/Properties/BucketName: without it, CloudFormation chooses the name.',
    );
  });

  it('a name in a circle', () => {
    const resources = { A: bucket({ BucketName: { Ref: 'B' } }), B: bucket({ BucketName: { Ref: 'A' } }) };
    expect(errorOf(() => readResources(resources))).toContain('refers to itself');
  });

  it('a value for a parameter that is not declared', () => {
    expect(errorOf(() => readResources({}, sections, { parameters: { Sufix: 'x' } }))).toBe(
      'TemplateMalformed Parameters: a value is given for Sufix, which the template does not declare.',
    );
  });
});
