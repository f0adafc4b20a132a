import {
  answerQuery,
  queryRejection,
  queryThrottled,
  readQueryParameters,
  refuseUnheeded,
  renderQueryError,
} from '../gateway/query-service.js';
import type { IdentifiedOperation, Service } from '../gateway/service.js';
import type { AwsRequest } from '../http/aws-request.js';
import type { AwsResponse } from '../http/aws-response.js';
import { ServiceError } from '../http/service-error.js';
import { describeStacks } from './describe-stacks.js';
import type { StackRegistry } from './stack-registry.js';

const namespace = 'http://cloudformation.amazonaws.com/doc/2010-05-15/';

/** CloudFormation's query API: what a stack says of itself; it deploys none. */
export class CloudFormationService implements Service {
  readonly name = 'cloudformation';
  readonly admitsAnonymous = false;
  readonly #stacks: StackRegistry;

  constructor(stacks: StackRegistry) {
    this.#stacks = stacks;
  }

  identify(request: AwsRequest): IdentifiedOperation {
    const parameters = readQueryParameters(request, 'CloudFormation');
    const [action = '', version = ''] = [parameters.get('Action'), parameters.get('Version')];
    if (action !== 'DescribeStacks' || version !== '2010-05-15') {
      const message = `The local CloudFormation does not implement ${action} of version ${version}.`;
      throw new ServiceError('NotImplemented', 501, message);
    }
    refuseUnheeded(parameters, ['StackName'], "CloudFormation's DescribeStacks");
    return {
      target: { service: 'cloudformation', operation: action },
      perform: (call) =>
        answerQuery(namespace, request, action, describeStacks(call, parameters, this.#stacks)),
    };
  }

  readonly rejection = queryRejection;
  readonly throttled = queryThrottled;

  renderError(error: ServiceError, request: AwsRequest): AwsResponse {
    return renderQueryError(namespace, error, request);
  }
}
