import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AccountId, Region } from '@regional-pipeline/platform-model';
import { App, Aws } from 'aws-cdk-lib/core';
import { ManagementDeployRoleStack } from './management-deploy-role-stack.js';

/** Whose deploy role it is. */
export interface DeployRoleOwner {
  /** The region whose pipeline may assume the role, and the only one that the role works in. */
  readonly region: Region;
  readonly regionalAccount: AccountId;
}

/**
 * The template of {@link ManagementDeployRoleStack} for whichever account it is deployed in: where that one has the
 * account's id, this one has the pseudo parameter `AWS::AccountId`.
 *
 * It is synthesized in an app of its own, in a folder that is gone afterwards.
 */
export function anyAccountTemplate({
  region,
  regionalAccount,
}: DeployRoleOwner): Readonly<Record<string, unknown>> {
  const outdir = mkdtempSync(path.join(tmpdir(), 'deploy-role-'));
  try {
    const app = new App({
      outdir,
      analyticsReporting: false,
      treeMetadata: false,
      builtinCloudFormationValidation: false,
    });
    // A token, which stands for an account and is resolved into the pseudo parameter wherever it is embedded.
    const managementAccount = Aws.ACCOUNT_ID as AccountId;
    const stack = new ManagementDeployRoleStack(app, 'deploy-role', {
      region,
      regionalAccount,
      managementAccount,
    });
    return app.synth().getStackArtifact(stack.artifactId).template as Readonly<Record<string, unknown>>;
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
