import { presentOnly } from '../../authorization/request-context.js';
import { roleUniqueId } from '../../credentials/role-unique-id.js';
import type { XmlElement } from '../../xml/xml.js';
import { oneHour, parseAssumeRoleRequest } from '../assume-role-request.js';
import { validationError } from '../sts-errors.js';
import type { StsCall, StsOperation } from '../sts-operation.js';

/**
 * AssumeRole: a session of a role whose trust policy admits the caller, and which the caller's own policies let it
 * assume (SM-01 to SM-04). A role that does not exist answers AccessDenied, as one that may not be assumed.
 */
export const assumeRole: StsOperation = {
  name: 'AssumeRole',
  parameters: ['RoleArn', 'RoleSessionName', 'ExternalId', 'DurationSeconds', 'Policy'],
  perform,
};

function perform(call: StsCall): readonly XmlElement[] {
  const request = parseAssumeRoleRequest(call.parameters);
  const role = call.world.roles.get(request.roleArn);
  const question = {
    action: 'sts:AssumeRole',
    resource: request.roleArn,
    context: presentOnly({
      'sts:ExternalId': request.externalId,
      'sts:RoleSessionName': request.roleSessionName,
    }),
  };
  if (!role) call.authorizer.deny(question, `the role ${request.roleArn} does not exist`);
  call.authorizer.require({
    ...question,
    resourceAccountId: role.accountId,
    resourcePolicy: role.trustPolicy,
  });
  // Every caller here is itself a role session, so every session that it gets is a chained one.
  if (request.durationSeconds > oneHour) {
    throw validationError(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    );
  }
  const { credentials, principal } = call.registry.issue({
    role,
    sessionName: request.roleSessionName,
    lifetimeSeconds: call.sessionLifetimeSeconds ?? request.durationSeconds,
    sessionPolicies: request.sessionPolicy ? [request.sessionPolicy] : [],
  });
  return [
    [
      'AssumedRoleUser',
      [
        ['AssumedRoleId', `${roleUniqueId(role.arn)}:${request.roleSessionName}`],
        ['Arn', principal.sessionArn],
      ],
    ],
    [
      'Credentials',
      [
        ['AccessKeyId', credentials.accessKeyId],
        ['SecretAccessKey', credentials.secretAccessKey],
        ['SessionToken', credentials.sessionToken],
        ['Expiration', credentials.expiration.toISOString()],
      ],
    ],
  ];
}
