import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { PolicyDocument } from '@regional-pipeline/platform-model';
import { readDeployment, type Deployment } from '@regional-pipeline/security-model';
import { REGIONAL, region } from '../accounts.js';
import { centralStateBucket, type Rehearsal } from '../rehearsal.js';

/** The rehearsed pipeline as the proofs read it: out of the same templates, by their own reader. */
export function provedDeployment({ templates, centralBucketStatements }: Rehearsal): Deployment {
  return readDeployment(
    {
      region,
      regionalAccount: REGIONAL,
      regional: { centralStateBucket, assumeScope: { kind: 'organization' } },
    },
    templates,
    {
      file: path.basename(centralBucketStatements),
      document: JSON.parse(readFileSync(centralBucketStatements, 'utf8')) as PolicyDocument,
    },
  );
}
