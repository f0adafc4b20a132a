import { accessSync, constants, mkdirSync } from 'node:fs';
import path from 'node:path';
import { SecurityModelPlugin } from '@regional-pipeline/pipeline-constructs';
import { AccountId, PlatformError, Region } from '@regional-pipeline/platform-model';
import type { ActionCatalogue } from '@regional-pipeline/policy-proofs';
import { App, Stack, Validations, type IPolicyValidationPlugin } from 'aws-cdk-lib/core';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { STRICT_CFN_VALIDATE_ERRORS, VALIDATE_AGAINST_DEFAULT_RULES } from 'aws-cdk-lib/cx-api';
import { writeCentralBucketStatements } from './central-bucket-file.js';
import { regionalPipelineErrors } from './errors.js';
import type { RegionalPipelineInputs } from './input-definitions.js';
import { addStacks } from './stacks.js';

/** One template, and where it is deployed. */
export interface SynthesizedTemplate {
  /** The file that it was written to, absolute. */
  readonly file: string;
  readonly accountId: AccountId;
  readonly region: Region;
  readonly template: unknown;
}

/** What a synthesis wrote. */
export interface Synthesis {
  readonly templates: readonly SynthesizedTemplate[];
  /** The file with the statements that Central has to add to its state bucket's policy, absolute. */
  readonly centralBucketStatements: string;
}

/** How to synthesize. */
export interface SynthesisOptions {
  /**
   * Whether the CDK checks the templates against its rules (a few seconds); what it finds fails the synthesis, warnings
   * as well. Default: no.
   */
  readonly validate?: boolean;
  /** What else checks the app, by CDK's interface for it; what it finds fails the synthesis. Default: nothing. */
  readonly checks?: readonly IPolicyValidationPlugin[];
  /**
   * The list of all AWS actions, with which the security model is proved of the templates; what is not proved fails
   * the synthesis. Default: nothing is proved.
   */
  readonly catalogue?: ActionCatalogue;
}

/**
 * Writes the templates of one regional pipeline and of its management accounts' deploy roles straight into a
 * folder, which is made where there is none: the regional one first, then one a management account. Beside them it
 * writes what Central has to add to its bucket's policy.
 *
 * @throws OutputNotWritable, TemplatesNotValid; ContradictorySettings where the inputs were not checked before
 */
export function synthesize(
  inputs: RegionalPipelineInputs,
  outdir: string,
  { validate = false, checks = [], catalogue }: SynthesisOptions = {},
): Synthesis {
  const directory = path.resolve(outdir);
  ensureWritable(directory);
  const app = new App({
    outdir: directory,
    analyticsReporting: false,
    treeMetadata: false,
    builtinCloudFormationValidation: validate,
    context: { [VALIDATE_AGAINST_DEFAULT_RULES]: validate, [STRICT_CFN_VALIDATE_ERRORS]: validate },
  });
  addStacks(app, inputs);
  Validations.of(app).addPlugins(...checks);
  if (catalogue) Validations.of(app).addPlugins(new SecurityModelPlugin(catalogue));
  const assembly = synthesizeChecked(app);
  const stacks = app.node.children.filter((child) => Stack.isStack(child));
  return {
    centralBucketStatements: writeCentralBucketStatements(inputs, directory),
    templates: stacks.map(({ artifactId }) => {
      const stack = assembly.getStackArtifact(artifactId);
      return {
        file: stack.templateFullPath,
        accountId: AccountId.parse(stack.environment.account),
        region: Region.parse(stack.environment.region),
        template: stack.template as unknown,
      };
    }),
  };
}

/** The CDK's own error would say ENOTDIR or EACCES somewhere in the middle of its files. */
function ensureWritable(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true });
    accessSync(directory, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new PlatformError(regionalPipelineErrors.OutputNotWritable, {
      message: `The templates cannot be written to ${directory} (${String(cause)}).`,
      context: { directory },
      cause,
    });
  }
}

function synthesizeChecked(app: App): CloudAssembly {
  try {
    return app.synth();
  } catch (cause) {
    if (!(cause instanceof Error) || cause.name !== 'ValidationFailed') throw cause;
    throw new PlatformError(regionalPipelineErrors.TemplatesNotValid, {
      message: `The templates in ${app.outdir} are not valid. ${cause.message}`,
      context: { directory: app.outdir },
      cause,
    });
  }
}
