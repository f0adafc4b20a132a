import {
  fanOutResources,
  type PolicyDocument,
  type RegionalResources,
} from '@regional-pipeline/platform-model';
import { serviceRoleTrustPolicy } from './service-role-trust-policy.js';

/**
 * The trust policy of the fan-out role F (SM-05): Step Functions, for this one state machine in this account. What a
 * map starts has the state machine's ARN with `/` and the map's name, and a state machine's own name has no `/`.
 *
 * ```json
 * { "Effect": "Allow",
 *   "Principal": { "Service": "states.amazonaws.com" },
 *   "Action": "sts:AssumeRole",
 *   "Condition": {
 *     "StringEquals": { "aws:SourceAccount": "REGIONAL" },
 *     "ArnEquals": { "aws:SourceArn": [
 *       "arn:aws:states:us-east-1:REGIONAL:stateMachine:management-cluster-fan-out",
 *       "arn:aws:states:us-east-1:REGIONAL:stateMachine:management-cluster-fan-out/*" ] } } }
 * ```
 */
export function fanOutRoleTrustPolicy({ region, accountId }: RegionalResources): PolicyDocument {
  const { stateMachineArn } = fanOutResources(region, accountId);
  return serviceRoleTrustPolicy({
    sid: 'StateMachine',
    service: 'states.amazonaws.com',
    sourceArn: [stateMachineArn, `${stateMachineArn}/*`],
    sourceAccountId: accountId,
  });
}
