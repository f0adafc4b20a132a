import { isPlatformError } from '@regional-pipeline/platform-model';
import { decide, type AccessRequest, type PolicySet } from '../index.js';

/** Whether a request is allowed; undefined where the evaluator has no answer. */
export function allows(policies: PolicySet, request: AccessRequest): boolean | undefined {
  try {
    return decide(request, policies).effect === 'allow';
  } catch (error) {
    if (!isPlatformError(error)) throw error;
    return undefined;
  }
}
