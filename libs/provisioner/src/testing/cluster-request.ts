import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AccountId, ClusterName, Region } from '@regional-pipeline/platform-model';
import type { ProvisionRequest } from '../provision-request.js';

const region = Region.parse('us-east-1');

/** Writes files, each with its directories. */
export async function writeFiles(directory: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(directory, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

/** A request for one cluster whose repository consists of `files`, all in `directory`. */
export async function clusterRequest(
  directory: string,
  files: Readonly<Record<string, string>>,
  overrides: Partial<ProvisionRequest> = {},
): Promise<ProvisionRequest> {
  const [sourceDirectory, workDirectory] = [path.join(directory, 'repository'), path.join(directory, 'work')];
  await mkdir(workDirectory);
  await mkdir(sourceDirectory, { recursive: true });
  await writeFiles(sourceDirectory, files);
  return {
    cluster: {
      name: ClusterName.parse('blue'),
      accountId: AccountId.parse('222222222222'),
      region,
      variables: { capacity: 3 },
    },
    sourceDirectory,
    workDirectory,
    logFile: path.join(directory, 'blue.log'),
    backend: { bucket: 'state-bucket', key: 'blue/terraform.tfstate', region, profile: 'regional' },
    environment: process.env,
    profileEnvironment: { AWS_PROFILE: 'management' },
    secrets: () => [],
    ...overrides,
  };
}

/** A Makefile whose only target, the pipeline's, has this recipe. */
export function makefile(...recipe: string[]): string {
  return `pipeline-provision-management:\n${recipe.map((line) => `\t${line}\n`).join('')}`;
}

/** An observer that keeps what it hears. */
export function recordLines(): { lines: string[]; line: (text: string) => void } {
  const lines: string[] = [];
  return { lines, line: (text) => lines.push(text) };
}
