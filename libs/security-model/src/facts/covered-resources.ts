/** The kinds of resources whose policies are read out of the template, and proved. */
export const resourcesWithPolicies = [
  'AWS::IAM::Role',
  'AWS::IAM::RolePolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::ManagedPolicy',
  'AWS::S3::Bucket',
  'AWS::S3::BucketPolicy',
  'AWS::KMS::Key',
  'AWS::SNS::TopicPolicy',
  'AWS::Logs::ResourcePolicy',
];

/**
 * The kinds that let nobody in: they have no policy, and what they do is done with the roles that are read, or as an
 * AWS service by the policies that are. Any other kind in a template is refused until somebody has looked at it: a
 * user, an access point, an identity provider or a nested stack would open what the statements close.
 */
export const resourcesWithoutPolicies = [
  'AWS::CDK::Metadata',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::CodeBuild::Project',
  'AWS::CodeConnections::Connection',
  'AWS::CodePipeline::Pipeline',
  'AWS::Events::Rule',
  'AWS::KMS::Alias',
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::StepFunctions::StateMachine',
];
