import { AccountId, Region } from '@regional-pipeline/platform-model';
import { ConnectionArn, RoleArn, TopicArn } from './arns.js';
import { OrganizationalUnitPath } from './organizational-unit.js';
import { findContradictions, type RegionalPipelineSettings } from './regional-pipeline-settings.js';
import { RepositoryId } from './repository.js';
import { TriggerPath } from './trigger-path.js';

const connectionArn = ConnectionArn.parse('arn:aws:codeconnections:us-east-1:111111111111:connection/abc');
const breakGlassRoleArn = RoleArn.parse('arn:aws:iam::111111111111:role/break-glass');

const contradictory: [string, Partial<RegionalPipelineSettings>, string][] = [
  [
    'a connection of another partition',
    { region: Region.parse('cn-north-1'), connectionArn },
    `${connectionArn} is in the partition aws, the region cn-north-1 in aws-cn`,
  ],
  [
    'a break-glass role of another partition',
    { region: Region.parse('us-gov-east-1'), breakGlassRoleArn },
    `${breakGlassRoleArn} is in the partition aws, the region us-gov-east-1 in aws-us-gov`,
  ],
  [
    'a break-glass role of another account',
    { regionalAccount: AccountId.parse('999999999999'), breakGlassRoleArn },
    `${breakGlassRoleArn} is not a role of the regional account 999999999999`,
  ],
  [
    'subgroups on GitHub',
    { repositoryId: RepositoryId.parse('group/subgroup/repo') },
    '"group/subgroup/repo" has subgroups, which GitHub has not',
  ],
  [
    'accounts and organizational units at once',
    {
      assumeAccounts: [AccountId.parse('222222222222')],
      assumeOrganizationalUnits: [OrganizationalUnitPath.parse('o-a1b2c3d4e5/r-ab12/')],
    },
    'give one of the two',
  ],
  [
    'a region without connections, where none is given',
    { region: Region.parse('ca-west-1') },
    'no connection can be made in ca-west-1: give the ARN of one of another region of aws',
  ],
  [
    'a topic of another region',
    {
      region: Region.parse('us-east-1'),
      notificationTopicArns: [TopicArn.parse('arn:aws:sns:us-west-2:111111111111:operations')],
    },
    'arn:aws:sns:us-west-2:111111111111:operations is a topic of us-west-2, and rules and alarms of us-east-1 reach',
  ],
  [
    'more topics than a rule reaches',
    {
      region: Region.parse('us-east-1'),
      notificationTopicArns: ['a', 'b', 'c', 'd', 'e'].map((name) =>
        TopicArn.parse(`arn:aws:sns:us-east-1:111111111111:${name}`),
      ),
    },
    "5 are given, and AWS takes 4 beside the pipeline's own",
  ],
  [
    'more paths than a trigger takes',
    { triggerPaths: Array.from({ length: 8 }, (_, index) => TriggerPath.parse(`folder-${index}/**`)) },
    "8 are given, and AWS takes 7 beside the pipeline's own",
  ],
];

describe('findContradictions', () => {
  it.each(contradictory)('finds %s', (_what, settings, message) => {
    const found = findContradictions(settings);
    expect(found).toHaveLength(1);
    expect(found[0]?.message).toContain(message);
  });

  it('finds nothing in what goes together, nor in what is not there yet', () => {
    expect(
      findContradictions({
        region: Region.parse('us-east-1'),
        regionalAccount: AccountId.parse('111111111111'),
        repositoryId: RepositoryId.parse('group/subgroup/repo'),
        connectionArn,
        breakGlassRoleArn,
      }),
    ).toEqual([]);
    expect(findContradictions({})).toEqual([]);
  });
});
