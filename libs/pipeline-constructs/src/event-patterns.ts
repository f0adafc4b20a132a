import { managementNames, regionalNames, type RegionalResources } from '@regional-pipeline/platform-model';

/** An EventBridge event pattern, as `AWS::Events::Rule` takes it. */
export type EventPattern = Readonly<Record<string, unknown>>;

/**
 * The state of a rule on AssumeRole calls, which CloudTrail counts among the read-only ones: `ENABLED` alone may leave
 * them out. They need a trail that records management events, of the account or of its organization.
 * Source: EventBridge user guide, "Receiving read-only management events from AWS services".
 */
export const withReadOnlyEvents = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';

/** An execution of the pipeline that failed: one event a run, however many of its actions and builds failed. */
export const runFailedPattern: EventPattern = {
  source: ['aws.codepipeline'],
  'detail-type': ['CodePipeline Pipeline Execution State Change'],
  detail: { pipeline: [regionalNames.pipeline], state: ['FAILED'] },
};

/**
 * What the message of a refused call ends in, or goes on with "because …", where it is about the deploy role:
 * `User: arn:… is not authorized to perform: sts:AssumeRole on resource: arn:…:role/ManagementClusterDeployRole`.
 */
const aboutDeployRole = [`*:role/${managementNames.deployRole}`, `*:role/${managementNames.deployRole} *`];

/**
 * Every AssumeRole call that failed: by the build role, whatever the role; and of the deploy role, whoever called.
 *
 * CloudTrail writes a refused call to the caller's account, and leaves out the request's parameters; the role that
 * was asked for stands in the error's message alone.
 */
export function assumeRoleFailedPattern(resources: RegionalResources): EventPattern {
  return failedAssumeRole(
    [{ exists: true }],
    [
      { userIdentity: { arn: [{ prefix: buildSessionsOf(resources) }] } },
      { errorMessage: aboutDeployRole.map((wildcard) => ({ wildcard })) },
    ],
  );
}

/**
 * Those of them that no run of the pipeline asks for: the build role refused another role than the deploy role, or
 * somebody else refused the deploy role. Both are attempts to get further than the trust model lets (SM-02, SM-04).
 */
export function assumeRoleUnexpectedPattern(resources: RegionalResources): EventPattern {
  const build = { prefix: buildSessionsOf(resources) };
  return failedAssumeRole(
    ['AccessDenied'],
    [
      {
        userIdentity: { arn: [build] },
        errorMessage: [{ 'anything-but': { wildcard: aboutDeployRole } }],
      },
      {
        userIdentity: { arn: [{ 'anything-but': build }] },
        errorMessage: aboutDeployRole.map((wildcard) => ({ wildcard })),
      },
    ],
  );
}

function failedAssumeRole(errorCode: readonly unknown[], oneOf: readonly EventPattern[]): EventPattern {
  return {
    source: ['aws.sts'],
    'detail-type': ['AWS API Call via CloudTrail'],
    detail: { eventSource: ['sts.amazonaws.com'], eventName: ['AssumeRole'], errorCode, $or: oneOf },
  };
}

/** What the ARN of every session of the build role begins with. */
function buildSessionsOf({ partition, accountId }: RegionalResources): string {
  return `arn:${partition}:sts::${accountId}:assumed-role/${regionalNames.buildRole}/`;
}
