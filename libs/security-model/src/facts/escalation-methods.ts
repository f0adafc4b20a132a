/** A published way to turn some permissions into more, and what keeps D, C and P from it. */
export interface EscalationMethod {
  /** Its number in the list. */
  readonly number: number;
  readonly name: string;
  /** Every one of these is needed. */
  readonly needs: readonly string[];
  /** The statement that stops it. */
  readonly statement: string;
  /**
   * `impossible`: the role is not allowed the action `refused`, and without it there is no method.
   * `bounded`: D may do it to roles that carry B alone, so nothing beyond B is gained.
   */
  readonly outcome: 'impossible' | 'bounded';
  /** Of what is needed, the action that is refused; of a bounded method, the one that is bounded. */
  readonly decisive: string;
}

const impossible = (number: number, name: string, needs: string, decisive: string): EscalationMethod => ({
  number,
  name,
  needs: needs.split(' '),
  statement: 'SM-08',
  outcome: 'impossible',
  decisive,
});

const bounded = (
  number: number,
  name: string,
  needs: string,
  statement: string,
  decisive: string,
): EscalationMethod => ({
  number,
  name,
  needs: needs.split(' '),
  statement,
  outcome: 'bounded',
  decisive,
});

/**
 * The 28 methods that Rhino Security Labs publishes, with the permissions that each needs.
 *
 * Source: the README of the repository RhinoSecurityLabs/AWS-IAM-Privilege-Escalation; its numbers.
 */
export const escalationMethods: readonly EscalationMethod[] = [
  impossible(1, 'Make a new version of a policy', 'iam:CreatePolicyVersion', 'iam:CreatePolicyVersion'),
  impossible(
    2,
    'Set an old version of a policy as its default',
    'iam:SetDefaultPolicyVersion',
    'iam:SetDefaultPolicyVersion',
  ),
  bounded(
    3,
    'Start an instance with a powerful role',
    'iam:PassRole ec2:RunInstances',
    'SM-14',
    'iam:PassRole',
  ),
  impossible(4, 'Make an access key for a user', 'iam:CreateAccessKey', 'iam:CreateAccessKey'),
  impossible(5, 'Make a password for a user', 'iam:CreateLoginProfile', 'iam:CreateLoginProfile'),
  impossible(6, "Change a user's password", 'iam:UpdateLoginProfile', 'iam:UpdateLoginProfile'),
  impossible(7, 'Attach a policy to a user', 'iam:AttachUserPolicy', 'iam:AttachUserPolicy'),
  impossible(8, 'Attach a policy to a group', 'iam:AttachGroupPolicy', 'iam:AttachGroupPolicy'),
  bounded(9, 'Attach a policy to a role', 'iam:AttachRolePolicy', 'SM-11', 'iam:AttachRolePolicy'),
  impossible(10, 'Write a policy into a user', 'iam:PutUserPolicy', 'iam:PutUserPolicy'),
  impossible(11, 'Write a policy into a group', 'iam:PutGroupPolicy', 'iam:PutGroupPolicy'),
  bounded(12, 'Write a policy into a role', 'iam:PutRolePolicy', 'SM-11', 'iam:PutRolePolicy'),
  impossible(13, 'Join a group', 'iam:AddUserToGroup', 'iam:AddUserToGroup'),
  bounded(
    14,
    'Change who may assume a role',
    'iam:UpdateAssumeRolePolicy',
    'SM-11',
    'iam:UpdateAssumeRolePolicy',
  ),
  impossible(
    15,
    'Pass a role to a new function and invoke it',
    'iam:PassRole lambda:CreateFunction lambda:InvokeFunction',
    'lambda:CreateFunction',
  ),
  impossible(
    16,
    'Pass a role to a new function and invoke it from another account',
    'iam:PassRole lambda:CreateFunction lambda:AddPermission',
    'lambda:CreateFunction',
  ),
  impossible(
    17,
    'Pass a role to a new function and trigger it by a table',
    'iam:PassRole lambda:CreateFunction lambda:CreateEventSourceMapping',
    'lambda:CreateFunction',
  ),
  impossible(18, 'Replace the code of a function', 'lambda:UpdateFunctionCode', 'lambda:UpdateFunctionCode'),
  impossible(
    19,
    'Pass a role to a Glue development endpoint',
    'iam:PassRole glue:CreateDevEndpoint',
    'glue:CreateDevEndpoint',
  ),
  impossible(
    20,
    'Change the key of a Glue development endpoint',
    'glue:UpdateDevEndpoint',
    'glue:UpdateDevEndpoint',
  ),
  impossible(
    21,
    'Pass a role to a CloudFormation stack',
    'iam:PassRole cloudformation:CreateStack',
    'cloudformation:CreateStack',
  ),
  impossible(
    22,
    'Pass a role to a data pipeline',
    'iam:PassRole datapipeline:CreatePipeline datapipeline:PutPipelineDefinition',
    'datapipeline:CreatePipeline',
  ),
  impossible(
    23,
    'Make a CodeStar project from a template',
    'codestar:CreateProjectFromTemplate',
    'codestar:CreateProjectFromTemplate',
  ),
  impossible(
    24,
    'Pass a role to a new CodeStar project',
    'codestar:CreateProject iam:PassRole',
    'codestar:CreateProject',
  ),
  impossible(
    25,
    'Join a new CodeStar project as its owner',
    'codestar:CreateProject codestar:AssociateTeamMember',
    'codestar:CreateProject',
  ),
  impossible(
    26,
    "Put a layer under a function's library",
    'lambda:UpdateFunctionConfiguration',
    'lambda:UpdateFunctionConfiguration',
  ),
  impossible(
    27,
    'Pass a role to a new SageMaker notebook',
    'sagemaker:CreateNotebookInstance sagemaker:CreatePresignedNotebookInstanceUrl iam:PassRole',
    'sagemaker:CreateNotebookInstance',
  ),
  impossible(
    28,
    'Open an existing SageMaker notebook',
    'sagemaker:CreatePresignedNotebookInstanceUrl',
    'sagemaker:CreatePresignedNotebookInstanceUrl',
  ),
];
