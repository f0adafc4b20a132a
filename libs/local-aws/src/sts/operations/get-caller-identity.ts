import { roleUniqueId } from '../../credentials/role-unique-id.js';
import type { StsOperation } from '../sts-operation.js';

/** GetCallerIdentity: who signed the request. No policy can take it away, so none is asked. */
export const getCallerIdentity: StsOperation = {
  name: 'GetCallerIdentity',
  parameters: [],
  perform: ({ caller, authorizer }) => {
    const { principal } = caller;
    if (principal.kind === 'anonymous') throw new TypeError('STS admits no anonymous caller');
    authorizer.allow(
      { action: 'sts:GetCallerIdentity', resource: '*' },
      'AWS allows GetCallerIdentity to every authenticated principal',
    );
    const sessionName = principal.sessionArn.split('/').at(-1) ?? '';
    return [
      ['Arn', principal.sessionArn],
      ['UserId', `${roleUniqueId(principal.roleArn)}:${sessionName}`],
      ['Account', principal.accountId],
    ];
  },
};
