import type { AccountId, PolicyDocument, Region } from '@regional-pipeline/platform-model';
import type { NamedPolicy } from '../policies/parse-policy.js';

/** A CloudFormation template, as parsed JSON, and where it is deployed. */
export interface DeployedTemplate {
  readonly template: unknown;
  readonly accountId: AccountId;
  readonly region: Region;
  /** Gives `AWS::StackName`. */
  readonly stackName?: string;
  /** Values of the template's parameters; the others have their defaults. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** A role, with everything that the template attaches to it. */
export interface TemplateRole {
  readonly logicalId: string;
  readonly name: string;
  /** With the path: `arn:aws:iam::111111111111:role/PATH/NAME`. */
  readonly arn: string;
  readonly accountId: AccountId;
  /** `/` or `/PATH/`. */
  readonly path: string;
  readonly trustPolicy: PolicyDocument;
  /** Inline policies by `ROLE/POLICY`, managed ones of the same template by their name. */
  readonly identityPolicies: readonly NamedPolicy[];
  readonly boundaryArn?: string;
}

/** A bucket and its policy. */
export interface TemplateBucket {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly accountId: AccountId;
  readonly region: Region;
  readonly policy?: PolicyDocument;
  readonly versioned: boolean;
}

/** A managed policy: a permissions boundary, or one that roles carry. */
export interface TemplateManagedPolicy {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly document: PolicyDocument;
}

/** The policy of a key or a topic, or one that lets others write to log groups. */
export interface TemplateResourcePolicy {
  readonly logicalId: string;
  readonly type: 'AWS::KMS::Key' | 'AWS::SNS::TopicPolicy' | 'AWS::Logs::ResourcePolicy';
  /** The property that holds it: `KeyPolicy`. */
  readonly property: string;
  readonly document: PolicyDocument;
}

/** A resource that the template's conditions let exist. */
export interface TemplateResourceType {
  readonly logicalId: string;
  /** `AWS::S3::Bucket` */
  readonly type: string;
}

/** The policies of a template. */
export interface TemplatePolicies {
  readonly roles: readonly TemplateRole[];
  readonly buckets: readonly TemplateBucket[];
  readonly managedPolicies: readonly TemplateManagedPolicy[];
  /** Every resource, those without a policy included. */
  readonly resources: readonly TemplateResourceType[];
}
