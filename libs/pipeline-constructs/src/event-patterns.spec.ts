import { AccountId, Region, regionalResources } from '@regional-pipeline/platform-model';
import {
  assumeRoleFailedPattern,
  assumeRoleUnexpectedPattern,
  runFailedPattern,
  type EventPattern,
} from './event-patterns.js';
import { matchesPattern } from './testing/matches-pattern.js';

const resources = regionalResources(Region.parse('us-east-1'), AccountId.parse('111111111111'));

const execution = (state: string, pipeline = 'management-cluster-pipeline') => ({
  source: 'aws.codepipeline',
  'detail-type': 'CodePipeline Pipeline Execution State Change',
  detail: { pipeline, state, 'execution-id': '01234567-89ab-cdef-0123-456789abcdef' },
});

describe('a run that failed', () => {
  it.each([
    ['is one that ended as failed', execution('FAILED'), true],
    ['is not one that started', execution('STARTED'), false],
    ['is not one that succeeded', execution('SUCCEEDED'), false],
    ['is not one of another pipeline', execution('FAILED', 'other'), false],
    [
      'is told by the execution, and not again by its stages',
      { ...execution('FAILED'), 'detail-type': 'CodePipeline Stage Execution State Change' },
      false,
    ],
  ])('%s', (_what, event, matches) => expect(matchesPattern(runFailedPattern, event)).toBe(matches));
});

const BUILD = 'arn:aws:sts::111111111111:assumed-role/regional-pipeline-codebuild-role/AWSCodeBuild-01234567';
const PERSON = 'arn:aws:sts::111111111111:assumed-role/Administrator/person';
const USER = 'arn:aws:iam::111111111111:user/user';
const DEPLOY = 'arn:aws:iam::222222222222:role/ManagementClusterDeployRole';

/** As CloudTrail writes a call: without the request's parameters where it was refused. */
const call = (arn: string, errorCode?: string, errorMessage?: string) => ({
  source: 'aws.sts',
  'detail-type': 'AWS API Call via CloudTrail',
  detail: {
    eventSource: 'sts.amazonaws.com',
    eventName: 'AssumeRole',
    userIdentity: { arn },
    ...(errorCode && { errorCode, errorMessage }),
  },
});
const refused = (who: string, role: string, why = '') =>
  call(
    who,
    'AccessDenied',
    `User: ${who} is not authorized to perform: sts:AssumeRole on resource: ${role}${why}`,
  );

describe('an AssumeRole call', () => {
  const because = ' because no identity-based policy allows the sts:AssumeRole action';
  const denied = ' with an explicit deny in a resource-based policy';
  const cases: [string, EventPattern, boolean, boolean][] = [
    ['of the deploy role by a build, refused', refused(BUILD, DEPLOY), true, false],
    ['of the deploy role by a build, refused with a reason', refused(BUILD, DEPLOY, because), true, false],
    ['of the deploy role by a build, denied', refused(BUILD, DEPLOY, denied), true, false],
    ['by a build, throttled', call(BUILD, 'ThrottlingException', 'Rate exceeded'), true, false],
    [
      'of another role by a build, refused',
      refused(BUILD, 'arn:aws:iam::222222222222:role/OrganizationAccountAccessRole', because),
      true,
      true,
    ],
    [
      'of a role with a longer name by a build, refused',
      refused(BUILD, `${DEPLOY}Copy`, because),
      true,
      true,
    ],
    ['of the deploy role by a person, refused', refused(PERSON, DEPLOY, because), true, true],
    ['of the deploy role by a user, refused', refused(USER, DEPLOY), true, true],
    [
      'of another role by a person, refused',
      refused(PERSON, 'arn:aws:iam::222222222222:role/Other', because),
      false,
      false,
    ],
    ['of the deploy role by a build, answered', call(BUILD), false, false],
  ];

  it.each(cases)('%s', (_what, event, recorded, told) => {
    expect(matchesPattern(assumeRoleFailedPattern(resources), event)).toBe(recorded);
    expect(matchesPattern(assumeRoleUnexpectedPattern(resources), event)).toBe(told);
  });

  it('that is told is recorded as well', () => {
    for (const [, event, recorded, told] of cases)
      if (told) expect({ event, recorded }).toMatchObject({ recorded });
    expect(cases.filter(([, , , told]) => told)).not.toEqual([]);
  });
});
