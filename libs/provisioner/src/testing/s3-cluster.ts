import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ProvisionRequest } from '../provision-request.js';
import { clusterRequest } from './cluster-request.js';

/** The program whose behaviour is tested; undefined where neither is installed. */
export const terraform = ['terraform', 'tofu'].find((name) => spawnSync(name, ['version']).status === 0);

/** Where the loopback S3 keeps the state of `clusterRequest`'s cluster. */
export const stateKey = '/state-bucket/blue/terraform.tfstate';

/** The checks that are skipped would ask AWS itself. */
export const s3Backend = `
terraform {
  backend "s3" {
    use_path_style              = true
    skip_credentials_validation = true
    skip_requesting_account_id  = true
    skip_s3_checksum            = true
    max_retries                 = 1
  }
}
`;

/** A request for a cluster whose backend is the S3 at `endpoint`. */
export async function s3ClusterRequest(
  directory: string,
  endpoint: string,
  files: Readonly<Record<string, string>>,
  overrides: Partial<ProvisionRequest> = {},
): Promise<ProvisionRequest> {
  const profiles = path.join(directory, 'aws-config');
  const keys = 'aws_access_key_id = test\naws_secret_access_key = test\n';
  await writeFile(profiles, `[profile regional]\n${keys}[profile management]\n${keys}`);
  return clusterRequest(directory, files, {
    environment: { ...process.env, AWS_ENDPOINT_URL: endpoint },
    profileEnvironment: { AWS_CONFIG_FILE: profiles, AWS_PROFILE: 'management' },
    ...overrides,
  });
}
