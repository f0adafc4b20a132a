import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AccountId, partitionOf, type PolicyDocument, type Region } from '@regional-pipeline/platform-model';
import { hasConnections, parseInputs, synthesize } from '@regional-pipeline/regional-pipeline';
import { readDeployment, type Deployment } from '@regional-pipeline/security-model';

const regionalAccount = AccountId.parse('111111111111');
const managementAccount = AccountId.parse('222222222222');
const centralStateBucket = 'central-terraform-state';

/**
 * The pipelines of regions as the CDK app synthesizes them, all in one regional account: the hardest case for
 * keeping the regions apart. Each is synthesized when it is asked for, so that one at a time takes up memory.
 */
export function* examplePipelines(regions: readonly Region[]): Generator<Deployment, void> {
  const directory = mkdtempSync(path.join(tmpdir(), 'prove-'));
  try {
    for (const region of regions) yield examplePipeline(region, path.join(directory, region));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function examplePipeline(region: Region, directory: string): Deployment {
  const connection = hasConnections(region) ? {} : { connectionArn: connectionOf(region) };
  const inputs = parseInputs({
    ...connection,
    region,
    regionalAccount,
    managementAccounts: [managementAccount],
    repositoryId: 'owner/repo',
    centralStateBucket,
  });
  const { templates, centralBucketStatements } = synthesize(inputs, directory);
  return readDeployment(
    {
      region,
      regionalAccount,
      regional: { centralStateBucket, assumeScope: { kind: 'organization' }, ...connection },
    },
    templates.map(({ file, accountId, template }) => ({ file: path.basename(file), accountId, template })),
    {
      file: path.basename(centralBucketStatements),
      document: JSON.parse(readFileSync(centralBucketStatements, 'utf8')) as PolicyDocument,
    },
  );
}

/** A connection that was made elsewhere, for the regions in which none can be made. */
function connectionOf(region: Region): string {
  return `arn:${partitionOf(region)}:codeconnections:${region}:${regionalAccount}:connection/01234567-89ab-cdef-0123-456789abcdef`;
}
