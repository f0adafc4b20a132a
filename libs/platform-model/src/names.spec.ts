import {
  AccountId,
  ClusterName,
  Region,
  formatRunId,
  listRegions,
  managementResources,
  monitoringNames,
  monitoringResources,
  partitionOf,
} from './index.js';
import { regionalNames, regionalResources, roleSessionName } from './index.js';

const REGIONAL = AccountId.parse('111111111111');
const MANAGEMENT = AccountId.parse('222222222222');

describe('account ids', () => {
  it.each(['000000000000', '123456789012'])('takes %s', (id) =>
    expect(AccountId.safeParse(id).success).toBe(true),
  );
  it.each([
    '12345678901',
    '1234567890123',
    '12345678901a',
    ' 123456789012',
    '123456789012\n',
    '',
    123456789012,
  ])('refuses %p and names it', (id) => {
    const result = AccountId.safeParse(id);
    expect(result.success).toBe(false);
    if (typeof id === 'string') expect(result.error?.issues[0]?.message).toContain(JSON.stringify(id));
  });
});

describe('regions', () => {
  it.each([
    ['us-east-1', 'aws'],
    ['us-gov-west-1', 'aws-us-gov'],
    ['cn-north-1', 'aws-cn'],
  ])('%s is in %s', (region, partition) => expect(partitionOf(Region.parse(region))).toBe(partition));
  it.each(['us-east-9', 'US-EAST-1', 'aws-global', '', 'us-iso-east-1'])('refuses %p', (region) =>
    expect(Region.safeParse(region).success).toBe(false),
  );
  it('lists each region once', () => expect(new Set(listRegions()).size).toBe(listRegions().length));
});

describe('cluster names', () => {
  it.each(['a', 'mc01', 'management-us-east-1-001', 'a'.repeat(63)])('takes %s', (name) =>
    expect(ClusterName.safeParse(name).success).toBe(true),
  );
  it.each([
    '',
    'A',
    '1a',
    '-a',
    'a-',
    'a_b',
    'a.b',
    'a b',
    '../a',
    'a/b',
    'a\n',
    'a$(id)',
    "a'b",
    'ä',
    'a'.repeat(64),
    'pipeline-runs',
  ])('refuses %p', (name) => expect(ClusterName.safeParse(name).success).toBe(false));
});

describe('names and ARNs', () => {
  it('keeps the names that other systems rely on', () => {
    expect(regionalNames).toEqual({
      pipeline: 'management-cluster-pipeline',
      buildProject: 'management-cluster-deploy',
      buildLogGroup: '/aws/codebuild/management-cluster-deploy',
      pipelineRole: 'regional-pipeline-role',
      buildRole: 'regional-pipeline-codebuild-role',
      connection: 'regional-pipeline-github',
    });
    expect(regionalNames.connection.length).toBeLessThanOrEqual(32);
  });

  it.each(['us-east-1', 'us-gov-west-1', 'cn-northwest-1'])('makes ARNs of the partition of %s', (name) => {
    const region = Region.parse(name);
    const partition = partitionOf(region);
    expect(regionalResources(region, REGIONAL)).toMatchObject({
      externalId: `regional-pipeline-${name}`,
      buildRoleArn: `arn:${partition}:iam::111111111111:role/regional-pipeline-codebuild-role`,
      buildProjectArn: `arn:${partition}:codebuild:${name}:111111111111:project/management-cluster-deploy`,
      stateBucketArn: `arn:${partition}:s3:::management-cluster-tf-state-111111111111-${name}`,
    });
    expect(managementResources(region, MANAGEMENT).deployRoleArn).toBe(
      `arn:${partition}:iam::222222222222:role/ManagementClusterDeployRole`,
    );
  });

  it('names what watches a pipeline, the dashboard by region: it is global in its account', () => {
    const china = monitoringResources(Region.parse('cn-north-1'), REGIONAL);
    expect(china.notificationTopicArn).toBe(
      'arn:aws-cn:sns:cn-north-1:111111111111:regional-pipeline-notifications',
    );
    expect(china.assumeRoleLogGroupArn).toMatch(/^arn:aws-cn:logs:.*:log-group:\/aws\/events\//);
    expect(Object.keys(china.ruleArns)).toEqual(Object.keys(monitoringNames.rules));
    expect(Object.keys(china.alarmArns)).toEqual(Object.keys(monitoringNames.alarms));
    expect(china.dashboard).not.toBe(monitoringResources(Region.parse('us-east-1'), REGIONAL).dashboard);
  });

  it('makes bucket names that S3 takes, in every region', () => {
    for (const region of listRegions()) {
      const { artifactsBucket, stateBucket } = regionalResources(region, REGIONAL);
      expect(artifactsBucket).toMatch(/^[a-z0-9-]{3,63}$/);
      expect(stateBucket).toMatch(/^[a-z0-9-]{3,63}$/);
    }
  });
});

describe('role session names', () => {
  const run = formatRunId(new Date('2026-01-31T23:59:58.999Z'), 0xab);

  it('say region, run and cluster', () => {
    expect(roleSessionName(Region.parse('us-east-1'), run, ClusterName.parse('mc01'))).toBe(
      'us-east-1.20260131t235958-00ab.mc01',
    );
  });

  it('fit IAM and tell long names apart, in every region', () => {
    for (const region of listRegions()) {
      const names = ['a', 'b'].map((last) =>
        roleSessionName(
          region,
          run,
          ClusterName.parse('management-cluster-with-a-long-name-'.padEnd(62, 'x') + last),
        ),
      );
      for (const name of names) expect(name).toMatch(/^[\w+=,.@-]{2,64}$/);
      expect(names[0]).not.toBe(names[1]);
    }
  });
});
