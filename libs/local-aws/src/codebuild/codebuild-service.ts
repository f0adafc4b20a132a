import { answerJson, jsonRejection, jsonThrottled, renderJsonError } from '../gateway/json-service.js';
import type { IdentifiedOperation, Service } from '../gateway/service.js';
import type { AwsRequest } from '../http/aws-request.js';
import type { AwsResponse } from '../http/aws-response.js';
import { ServiceError } from '../http/service-error.js';
import { batchGetBuilds } from './batch-get-builds.js';
import type { BuildHistory } from './build-history.js';

/** CodeBuild's JSON 1.1 API: what a build is asked for by others; it runs none. */
export class CodeBuildService implements Service {
  readonly name = 'codebuild';
  readonly admitsAnonymous = false;
  readonly #history: BuildHistory;

  constructor(history: BuildHistory) {
    this.#history = history;
  }

  identify(request: AwsRequest): IdentifiedOperation {
    const target = request.headers['x-amz-target'] ?? '';
    if (request.method !== 'POST' || target !== 'CodeBuild_20161006.BatchGetBuilds') {
      const message = `The local CodeBuild does not implement ${request.method} ${target}.`;
      throw new ServiceError('NotImplemented', 501, message);
    }
    return {
      target: { service: 'codebuild', operation: 'BatchGetBuilds' },
      perform: (call) => answerJson('1.1', 200, request, batchGetBuilds(call, this.#history)),
    };
  }

  readonly rejection = jsonRejection;
  readonly throttled = jsonThrottled;

  renderError(error: ServiceError, request: AwsRequest): AwsResponse {
    return renderJsonError('1.1', error, request);
  }
}
