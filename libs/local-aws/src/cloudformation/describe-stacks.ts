import type { AccountId, Region } from '@regional-pipeline/platform-model';
import type { ServiceCall } from '../gateway/service.js';
import { ServiceError } from '../http/service-error.js';
import type { XmlElement } from '../xml/xml.js';
import { stackArn, type StackRegistry } from './stack-registry.js';

/**
 * DescribeStacks of one stack of the caller's account and region, by its name. Its permission is on the stack, so one
 * that may not be seen is refused whether it is there or not.
 *
 * @throws ServiceError ValidationError for a stack that does not exist, as CloudFormation says it; AccessDenied
 */
export function describeStacks(
  call: ServiceCall,
  parameters: ReadonlyMap<string, string>,
  stacks: StackRegistry,
): readonly XmlElement[] {
  const { principal, region } = call.caller;
  if (principal.kind === 'anonymous' || region === undefined) {
    throw new TypeError('CloudFormation admits no anonymous caller');
  }
  const name = parameters.get('StackName');
  if (name === undefined) {
    throw new ServiceError('NotImplemented', 501, 'The local CloudFormation describes a stack by its name.');
  }
  const place = { name, accountId: principal.accountId as AccountId, region: region as Region };
  call.authorizer.require({
    action: 'cloudformation:DescribeStacks',
    resource: stackArn(place),
    resourceAccountId: place.accountId,
  });
  const stack = stacks.find(place);
  if (!stack) throw new ServiceError('ValidationError', 400, `Stack with id ${name} does not exist`);
  const { status = 'CREATE_COMPLETE', outputs = {} } = stack;
  const member = (elements: readonly XmlElement[]): XmlElement => ['member', elements];
  return [
    [
      'Stacks',
      [
        member([
          ['StackId', stackArn(place)],
          ['StackName', name],
          ['CreationTime', call.now.toISOString()],
          ['StackStatus', status],
          [
            'Outputs',
            Object.entries(outputs).map(([key, value]) =>
              member([
                ['OutputKey', key],
                ['OutputValue', value],
              ]),
            ),
          ],
        ]),
      ],
    ],
  ];
}
