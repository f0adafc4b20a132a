import type { ConditionBlock } from '@regional-pipeline/platform-model';
import type { AssumeScope, ManagementPart, RegionalIntent } from '../deployment/deployment.js';
import type { ModelNames } from '../facts/names.js';
import type { AccessNeed, NeedGroup } from './access-need.js';

const inRegion = (region: string) => ({ StringEquals: { 'aws:RequestedRegion': region } });

/** What a build needs of C (SM-22). */
export function buildRoleNeeds(
  names: ModelNames,
  intent: RegionalIntent,
  management: readonly Pick<ManagementPart, 'accountId' | 'names'>[],
): readonly NeedGroup[] {
  const { stateBucket, artifactsBucket, region } = names;
  const central = `arn:${names.partition}:s3:::${intent.centralStateBucket}`;
  return [
    {
      work: 'taking the deploy roles of the management accounts',
      source: 'SM-01, SM-04, SM-07',
      needs: takingDeployRoles(names, intent.assumeScope, management),
    },
    {
      work: "a build's log and its source",
      source: 'CodeBuild User Guide, "Allow CodeBuild to interact with other AWS services"',
      needs: [
        { actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [names.buildLogStreams] },
        { actions: ['s3:GetObject', 's3:GetObjectVersion'], resources: [`${artifactsBucket}/*`] },
        { actions: ['s3:GetBucketAcl', 's3:GetBucketLocation'], resources: [artifactsBucket] },
      ],
    },
    {
      work: "the clusters' states and their locks",
      source: 'Terraform documentation, "Backend Type: s3", use_lockfile; versions for a restore',
      needs: [
        { actions: ['s3:ListBucket', 's3:ListBucketVersions'], resources: [stateBucket] },
        { actions: ['s3:GetObject', 's3:GetObjectVersion'], resources: [`${stateBucket}/*`] },
        { actions: ['s3:PutObject'], resources: [`${stateBucket}/*`], context: inRegion(region) },
        { actions: ['s3:DeleteObject'], resources: [`${stateBucket}/*.tflock`], context: inRegion(region) },
      ],
    },
    {
      work: 'whether the build that held a run is over',
      source: 'CodeBuild API reference, BatchGetBuilds; decision 0006',
      needs: [{ actions: ['codebuild:BatchGetBuilds'], resources: [names.buildProject] }],
    },
    {
      work: 'the accounts that Central has minted',
      source: 'SM-18',
      needs: [
        {
          actions: ['s3:GetObject', 's3:GetObjectVersion'],
          resources: [`${central}/management-deploy/*`],
        },
        {
          actions: ['s3:ListBucket', 's3:ListBucketVersions'],
          resources: [central],
          context: { StringLike: { 's3:prefix': 'management-deploy/*' } },
        },
      ],
    },
  ];
}

/** With the region's external id, by the region's STS endpoint, and where the deployer lets it. */
function takingDeployRoles(
  { externalId, region }: ModelNames,
  scope: AssumeScope,
  management: readonly Pick<ManagementPart, 'accountId' | 'names'>[],
): readonly AccessNeed[] {
  const within = management.filter(
    ({ accountId }) => scope.kind !== 'accounts' || scope.accountIds.includes(accountId),
  );
  if (within.length === 0) return [];
  const always = { 'sts:ExternalId': externalId, 'aws:RequestedRegion': region };
  const context: Readonly<Record<AssumeScope['kind'], ConditionBlock>> = {
    organization: { StringEquals: { ...always, 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } },
    accounts: { StringEquals: always },
    'organizational-units': {
      StringEquals: always,
      'ForAnyValue:StringLike': {
        'aws:ResourceOrgPaths': scope.kind === 'organizational-units' ? scope.paths : [],
      },
    },
  };
  return [
    {
      actions: ['sts:AssumeRole'],
      resources: within.map((part) => part.names.deployRole),
      context: context[scope.kind],
    },
  ];
}

/** What the pipeline needs of P (SM-22). */
export function pipelineRoleNeeds(names: ModelNames, intent: RegionalIntent): readonly NeedGroup[] {
  const { artifactsBucket, region } = names;
  const connection = intent.connectionArn;
  return [
    {
      work: 'artifacts',
      source:
        'CodePipeline User Guide, "Manage the CodePipeline service role"; aws/aws-cdk#13557 for PutObjectAcl',
      needs: [
        {
          actions: ['s3:PutObject', 's3:PutObjectAcl'],
          resources: [`${artifactsBucket}/*`],
          context: inRegion(region),
        },
        { actions: ['s3:GetObject', 's3:GetObjectVersion'], resources: [`${artifactsBucket}/*`] },
        {
          actions: ['s3:GetBucketAcl', 's3:GetBucketLocation', 's3:GetBucketVersioning'],
          resources: [artifactsBucket],
        },
      ],
    },
    {
      work: 'its build',
      source: 'CodePipeline User Guide, "CodeBuild action reference", service role permissions',
      needs: [
        { actions: ['codebuild:StartBuild', 'codebuild:BatchGetBuilds'], resources: [names.buildProject] },
      ],
    },
    // The id of a connection that the stack makes is known to AWS alone, so there is no ARN to write out here.
    ...(connection === undefined
      ? []
      : [
          {
            work: 'its connection',
            source: 'Developer Tools User Guide, "Connections IAM permissions reference", UseConnection',
            needs: [
              { actions: [`${connection.split(':')[2] ?? ''}:UseConnection`], resources: [connection] },
            ],
          },
        ]),
  ];
}
