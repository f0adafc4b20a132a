import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { regionalResources } from '@regional-pipeline/platform-model';
import { centralBucketStatements } from '@regional-pipeline/trust-policies';
import type { RegionalPipelineInputs } from './input-definitions.js';

/**
 * Writes what Central has to add to its state bucket's policy, for this region's build role alone (SM-18). It is no
 * part of a stack: the bucket is Central's, and nothing of this pipeline may change it.
 *
 * @returns the file, absolute: a policy document with the statements to add
 */
export function writeCentralBucketStatements(inputs: RegionalPipelineInputs, directory: string): string {
  const { region, regionalAccount, centralStateBucket } = inputs;
  const resources = regionalResources(region, regionalAccount);
  const Statement = centralBucketStatements({ resources, centralStateBucket });
  const file = path.resolve(directory, `central-bucket-statements-${region}.json`);
  writeFileSync(file, `${JSON.stringify({ Version: '2012-10-17', Statement }, null, 2)}\n`);
  return file;
}
