import { bucket, errorOf, reading, readResources, role } from '../testing/template-reading.js';

const attach = (type: string, properties: object) => ({
  Type: `AWS::IAM::${type}`,
  Properties: { PolicyName: 'extra', PolicyDocument: reading('*'), ...properties },
});

describe('roles', () => {
  it('have their ARN, trust policy, inline policies and boundary', () => {
    const { roles, managedPolicies } = readResources({
      Boundary: {
        Type: 'AWS::IAM::ManagedPolicy',
        Properties: { ManagedPolicyName: 'boundary', Path: '/limits/', PolicyDocument: reading('*') },
      },
      BuildRole: role({
        RoleName: 'build',
        Path: '/teams/platform/',
        PermissionsBoundary: { Ref: 'Boundary' },
        Policies: [{ PolicyName: 'inline', PolicyDocument: reading('arn:aws:s3:::state/*') }],
      }),
    });
    const trust = {
      Effect: 'Allow',
      Principal: { Service: 'codebuild.amazonaws.com' },
      Action: 'sts:AssumeRole',
    };
    expect(roles).toEqual([
      {
        logicalId: 'BuildRole',
        name: 'build',
        arn: 'arn:aws:iam::111111111111:role/teams/platform/build',
        accountId: '111111111111',
        path: '/teams/platform/',
        trustPolicy: { Version: '2012-10-17', Statement: [trust] },
        identityPolicies: [{ name: 'build/inline', document: reading('arn:aws:s3:::state/*') }],
        boundaryArn: 'arn:aws:iam::111111111111:policy/limits/boundary',
      },
    ]);
    expect(managedPolicies).toEqual([
      {
        logicalId: 'Boundary',
        name: 'boundary',
        arn: 'arn:aws:iam::111111111111:policy/limits/boundary',
        document: reading('*'),
      },
    ]);
  });

  it('have every policy that the template attaches, each once', () => {
    const { roles } = readResources({
      One: role({ RoleName: 'one', ManagedPolicyArns: [{ Ref: 'Managed' }] }),
      Two: role({ RoleName: 'two' }),
      Managed: {
        Type: 'AWS::IAM::ManagedPolicy',
        Properties: {
          ManagedPolicyName: 'managed',
          PolicyDocument: reading('arn:aws:s3:::managed'),
          Roles: [{ Ref: 'One' }, 'two'],
        },
      },
      Policy: attach('Policy', { PolicyName: 'policy', Roles: [{ Ref: 'One' }, { Ref: 'Two' }] }),
      RolePolicy: attach('RolePolicy', { PolicyName: 'role-policy', RoleName: 'two' }),
    });
    const names = roles.map(({ identityPolicies }) => identityPolicies.map(({ name }) => name).sort());
    expect(names).toEqual([
      ['managed', 'one/policy'],
      ['managed', 'two/policy', 'two/role-policy'],
    ]);
  });

  it('carry no managed policy whose content is not in the template', () => {
    const arn = { 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/ReadOnlyAccess' };
    expect(errorOf(() => readResources({ Role: role({ RoleName: 'r', ManagedPolicyArns: [arn] }) }))).toBe(
      'TemplateUnresolvable Resources/Role/Properties/ManagedPolicyArns/0: what the managed policy ' +
        'arn:aws:iam::aws:policy/ReadOnlyAccess allows is not in this template.',
    );
  });

  it('are not given policies unseen from another template', () => {
    expect(errorOf(() => readResources({ Policy: attach('Policy', { Roles: ['elsewhere'] }) }))).toBe(
      'TemplateUnresolvable Resources/Policy/Properties/Roles/0: the role elsewhere is not in this template.',
    );
    expect(
      errorOf(() => readResources({ Policy: attach('RolePolicy', { RoleName: 'elsewhere' }) })),
    ).toContain('Resources/Policy/Properties/RoleName: the role elsewhere is not in this template');
  });

  it.each(['Users', 'Groups'])('alone have policies: those of %s would go unseen', (property) => {
    const resources = { Policy: attach('ManagedPolicy', { ManagedPolicyName: 'm', [property]: ['pat'] }) };
    expect(errorOf(() => readResources(resources))).toBe(
      `TemplateUnresolvable Resources/Policy/Properties/${property}: only the policies of roles are read.`,
    );
  });

  it('have no two policies of one name', () => {
    const resources = {
      Role: role({ RoleName: 'r', Policies: [{ PolicyName: 'extra', PolicyDocument: reading('*') }] }),
      Policy: attach('Policy', { Roles: ['r'] }),
    };
    expect(errorOf(() => readResources(resources))).toContain(
      'TemplateMalformed Resources/Role/Properties: two policies of the role have the name r/extra',
    );
  });

  it('need a name of their own', () => {
    expect(errorOf(() => readResources({ Role: role({}) }))).toBe(
      'TemplateUnresolvable Resources/Role/Properties/RoleName: without it, CloudFormation chooses the name.',
    );
  });

  it.each([
    ['Policies/0/PolicyDocument', { Policies: [{ PolicyName: 'inline' }] }],
    ['Policies/0/PolicyName', { Policies: [{ PolicyDocument: reading('*') }] }],
    ['Policies', { Policies: 'none' }],
    ['AssumeRolePolicyDocument', { AssumeRolePolicyDocument: { Version: '2012-10-17' } }],
    ['AssumeRolePolicyDocument', { AssumeRolePolicyDocument: undefined }],
  ])('are refused with a wrong %s', (path, properties) => {
    expect(errorOf(() => readResources({ Role: role({ RoleName: 'r', ...properties }) }))).toMatch(
      new RegExp(`^TemplateMalformed Resources/Role/Properties/${path}: `),
    );
  });
});

describe('buckets', () => {
  const policy = (name: unknown) => ({
    Type: 'AWS::S3::BucketPolicy',
    Properties: { Bucket: name, PolicyDocument: reading({ 'Fn::Sub': '${State.Arn}/*' }) },
  });

  it('have their policy, whichever way it names them', () => {
    const { buckets } = readResources({
      StatePolicy: policy({ Ref: 'State' }),
      State: bucket({ BucketName: 'state', VersioningConfiguration: { Status: 'Enabled' } }),
      Logs: bucket({ BucketName: 'logs' }),
      LogsPolicy: policy('logs'),
    });
    const where = { accountId: '111111111111', region: 'us-east-1', policy: reading('arn:aws:s3:::state/*') };
    expect(buckets).toEqual([
      { logicalId: 'State', name: 'state', arn: 'arn:aws:s3:::state', versioned: true, ...where },
      { logicalId: 'Logs', name: 'logs', arn: 'arn:aws:s3:::logs', versioned: false, ...where },
    ]);
  });

  it('are versioned by "Enabled" alone', () => {
    const configuration = { VersioningConfiguration: { Status: 'Suspended' } };
    const { buckets } = readResources({ State: bucket({ BucketName: 'state', ...configuration }) });
    expect(buckets).toMatchObject([{ versioned: false }]);
  });

  it('have one policy, and of their own template', () => {
    const State = bucket({ BucketName: 'state' });
    expect(errorOf(() => readResources({ State, A: policy('state'), B: policy('state') }))).toContain(
      'TemplateMalformed Resources/B/Properties/Bucket: the bucket state has another policy already',
    );
    expect(errorOf(() => readResources({ State, A: policy('central') }))).toContain(
      'TemplateUnresolvable Resources/A/Properties/Bucket: the bucket central is not in this template',
    );
  });
});

describe('templates', () => {
  it.each([
    ['no template', undefined, 'TemplateMalformed the template: undefined is not an object.'],
    ['no resources', {}, 'TemplateMalformed Resources: undefined is not an object.'],
    [
      'a macro',
      { Transform: 'AWS::Serverless-2016-10-31', Resources: {} },
      'TemplateUnresolvable Transform: ',
    ],
    [
      'a loop',
      { Resources: { 'Fn::ForEach::Roles': [] } },
      'TemplateUnresolvable Resources/Fn::ForEach::Roles: ',
    ],
    ['no type', { Resources: { Role: {} } }, 'TemplateMalformed Resources/Role/Type: '],
  ])('are refused with %s', (_what, template, message) => {
    expect(errorOf(() => readResources({}, {}, { template }))).toContain(message);
  });

  it('may hold whatever else is not asked for', () => {
    const resources = {
      Queue: { Type: 'AWS::SQS::Queue', Properties: { KmsMasterKeyId: { 'Fn::ImportValue': 'elsewhere' } } },
    };
    expect(readResources(resources)).toEqual({
      roles: [],
      buckets: [],
      managedPolicies: [],
      resources: [{ logicalId: 'Queue', type: 'AWS::SQS::Queue' }],
    });
  });
});
