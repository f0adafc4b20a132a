import type { IdentifiedOperation, Service } from '../gateway/service.js';
import type { AwsRequest } from '../http/aws-request.js';
import type { AwsResponse } from '../http/aws-response.js';
import { ServiceError } from '../http/service-error.js';
import { batchGetBuilds } from './batch-get-builds.js';
import type { BuildHistory } from './build-history.js';
import { codeBuildRejection } from './codebuild-errors.js';

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
      perform: (call) => answer(200, request, batchGetBuilds(call, this.#history)),
    };
  }

  readonly rejection = codeBuildRejection;

  throttled(): ServiceError {
    return new ServiceError('ThrottlingException', 400, 'Rate exceeded');
  }

  /** JSON services call a refusal AccessDeniedException, and answer it 400. */
  renderError({ code, status, message }: ServiceError, request: AwsRequest): AwsResponse {
    return code === 'AccessDenied'
      ? answer(400, request, { __type: 'AccessDeniedException', message })
      : answer(status, request, { __type: code, message });
  }
}

function answer(status: number, { requestId }: AwsRequest, body: object): AwsResponse {
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': requestId };
  return { status, headers, body: JSON.stringify(body) };
}
