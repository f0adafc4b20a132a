/** What a resource of a template is once it is deployed, as far as its template tells. */
export interface PhysicalIdentity {
  /** What `Ref` gives. */
  readonly ref: string;
  /** What `Fn::GetAtt` gives. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** What identities are made from. */
export interface IdentitySource {
  readonly logicalId: string;
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  /** A property that names the resource; throws TemplateUnresolvable where CloudFormation would choose the name. */
  readonly nameIn: (property: string) => string;
  /** The property Path, `/` where there is none. */
  readonly path: () => string;
}

type Identify = (source: IdentitySource) => PhysicalIdentity;

/**
 * A connection's ARN ends in an id that AWS chooses. An id of the same shape, made from the logical id, stands for
 * it: a policy that names this connection names no other, whatever the id is.
 */
const connection: Identify = ({ logicalId, accountId, region, partition }) => {
  const digits = Array.from(logicalId).reduce(
    (hash, character) => (hash * 31n + BigInt(character.codePointAt(0) ?? 0)) % (1n << 48n),
    7n,
  );
  const id = `00000000-0000-4000-8000-${digits.toString(16).padStart(12, '0')}`;
  const arn = `arn:${partition}:codeconnections:${region}:${accountId}:connection/${id}`;
  return { ref: arn, attributes: { ConnectionArn: arn } };
};

/**
 * How the resource types that policies refer to get their names and ARNs, from their explicit names.
 *
 * Source: CloudFormation's reference of each type, "Return values".
 */
export const identityByType: ReadonlyMap<string, Identify> = new Map<string, Identify>([
  [
    'AWS::IAM::Role',
    ({ accountId, partition, nameIn, path }) => {
      const name = nameIn('RoleName');
      return { ref: name, attributes: { Arn: `arn:${partition}:iam::${accountId}:role${path()}${name}` } };
    },
  ],
  [
    'AWS::IAM::ManagedPolicy',
    ({ accountId, partition, nameIn, path }) => {
      const arn = `arn:${partition}:iam::${accountId}:policy${path()}${nameIn('ManagedPolicyName')}`;
      return { ref: arn, attributes: { PolicyArn: arn } };
    },
  ],
  [
    'AWS::S3::Bucket',
    ({ partition, nameIn }) => {
      const name = nameIn('BucketName');
      return { ref: name, attributes: { Arn: `arn:${partition}:s3:::${name}` } };
    },
  ],
  [
    'AWS::Logs::LogGroup',
    ({ partition, region, accountId, nameIn }) => {
      const name = nameIn('LogGroupName');
      return {
        ref: name,
        attributes: { Arn: `arn:${partition}:logs:${region}:${accountId}:log-group:${name}:*` },
      };
    },
  ],
  [
    'AWS::CodeBuild::Project',
    ({ partition, region, accountId, nameIn }) => {
      const name = nameIn('Name');
      return {
        ref: name,
        attributes: { Arn: `arn:${partition}:codebuild:${region}:${accountId}:project/${name}` },
      };
    },
  ],
  ['AWS::CodePipeline::Pipeline', ({ nameIn }) => ({ ref: nameIn('Name'), attributes: {} })],
  ['AWS::CodeConnections::Connection', connection],
]);
