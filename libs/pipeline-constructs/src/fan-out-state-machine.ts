import { fanOutNames, fanOutPrefix, fanOutResources } from '@regional-pipeline/platform-model';
import { fanOutRoleIdentityPolicy, fanOutRoleTrustPolicy } from '@regional-pipeline/trust-policies';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { acceptFindings } from './best-practice-exception.js';
import { fanOutDefinition, type FanOutDefinitionProps } from './fan-out-definition.js';

/**
 * The state machine `management-cluster-fan-out`, and the fan-out role F that it runs with, with the policies of
 * trust-policies, unchanged (SM-25).
 */
export class FanOutStateMachine extends Construct {
  readonly stateMachine: CfnStateMachine;

  constructor(scope: Construct, id: string, props: FanOutDefinitionProps) {
    super(scope, id);
    const { resources } = props;
    const { roleArn, executionArns } = fanOutResources(resources.region, resources.accountId);
    const role = new CfnRole(this, 'Role', {
      roleName: fanOutNames.role,
      description: `Starts a build for each management cluster of ${resources.region}.`,
      assumeRolePolicyDocument: fanOutRoleTrustPolicy(resources),
      policies: [{ policyName: 'fan-out', policyDocument: fanOutRoleIdentityPolicy(resources) }],
    });
    acceptFindings(role, {
      rule: 'IAM5',
      findings: [
        `Resource::${resources.artifactsBucketArn}/${fanOutPrefix}*`,
        `Resource::${executionArns.own}`,
        `Resource::${executionArns.ofMap}`,
      ],
      reason: 'Runs name their lists, and Step Functions its executions, of one state machine (SM-25).',
    });
    this.stateMachine = new CfnStateMachine(this, 'StateMachine', {
      stateMachineName: fanOutNames.stateMachine,
      // An express one waits five minutes at most, and for no build.
      stateMachineType: 'STANDARD',
      roleArn,
      definitionString: JSON.stringify(fanOutDefinition(props)),
    });
    this.stateMachine.addResourceDependency(role);
    acceptFindings(
      this.stateMachine,
      {
        rule: 'SF1',
        reason:
          'Step Functions keeps the history of each execution for 90 days, and what it would log is in the journal and ' +
          "in the builds' log. Delivering logs needs actions on all resources, which no role here has (SM-25).",
      },
      {
        rule: 'SF2',
        reason: 'There is nothing to trace: it starts builds and waits for them.',
      },
    );
  }
}
