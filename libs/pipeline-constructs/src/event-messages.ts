import { monitoringNames, type RegionalResources } from '@regional-pipeline/platform-model';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { executionConsoleUrl } from './console-url.js';
import {
  assumeRoleUnexpectedPattern,
  runFailedPattern,
  withReadOnlyEvents,
  type EventPattern,
} from './event-patterns.js';
import type { PipelineNotifications } from './pipeline-notifications.js';

export interface EventMessagesProps {
  readonly resources: RegionalResources;
  readonly notifications: PipelineNotifications;
}

/**
 * The messages that AWS's own events become: one a failed run, whatever failed in it, and one for each refused
 * AssumeRole call that no run asks for.
 */
export class EventMessages extends Construct {
  constructor(scope: Construct, id: string, { resources, notifications }: EventMessagesProps) {
    super(scope, id);
    const { region, accountId } = resources;
    const messages: Readonly<Record<string, EventMessage>> = {
      RunFailed: {
        name: monitoringNames.rules.runFailed,
        description: 'Tells of each run of the pipeline that failed, once.',
        pattern: runFailedPattern,
        state: 'ENABLED',
        values: { execution: '$.detail.execution-id' },
        message:
          `The pipeline of ${region} in ${accountId} failed in its execution <execution>. What failed, why, and what ` +
          `to do next is at the end of the log of its build: ${executionConsoleUrl(region, '<execution>')}`,
      },
      AssumeRoleUnexpected: {
        name: monitoringNames.rules.assumeRoleUnexpected,
        description: 'Tells of each refused AssumeRole call that no run of the pipeline makes.',
        pattern: assumeRoleUnexpectedPattern(resources),
        state: withReadOnlyEvents,
        values: { who: '$.detail.userIdentity.arn', why: '$.detail.errorMessage', event: '$.detail.eventID' },
        message:
          `In ${region} in ${accountId} an AssumeRole call was refused that no run of the pipeline makes. ` +
          'The caller was <who>, the answer: <why>. Find out what it was after, by the event <event> in CloudTrail.',
      },
    };
    for (const [ruleId, { name, description, pattern, state, values, message }] of Object.entries(messages)) {
      const rule = new CfnRule(this, ruleId, {
        name,
        description,
        eventPattern: pattern,
        state,
        targets: notifications.topicArns.map((arn, index) => ({
          id: `Topic${index}`,
          arn,
          inputTransformer: { inputPathsMap: values, inputTemplate: JSON.stringify(message) },
        })),
      });
      rule.addResourceDependency(notifications.policy);
    }
  }
}

interface EventMessage {
  readonly name: string;
  readonly description: string;
  readonly pattern: EventPattern;
  readonly state: string;
  /** Where in the event each word in `<>` of the message stands. */
  readonly values: Readonly<Record<string, string>>;
  readonly message: string;
}
