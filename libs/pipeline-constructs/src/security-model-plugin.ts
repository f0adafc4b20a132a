import { readFileSync } from 'node:fs';
import path from 'node:path';
import { regionalResources } from '@regional-pipeline/platform-model';
import { loadActionCatalogue, type ActionCatalogue } from '@regional-pipeline/policy-proofs';
import {
  explainViolation,
  proveStatements,
  readDeployment,
  type Deployment,
  type PipelineIntent,
  type PipelineTemplate,
  type PolicyFile,
  type StatementProof,
  type Violation,
} from '@regional-pipeline/security-model';
import { centralBucketStatements } from '@regional-pipeline/trust-policies';
import type {
  IPolicyValidationContext,
  IPolicyValidationPlugin,
  PolicyValidationPluginReport,
  PolicyViolation,
} from 'aws-cdk-lib/core';
import { findPipelines, type PipelineStacks } from './pipelines-of-app.js';
import { stackSetTemplate } from './stack-set-template.js';

/**
 * Proves the security model on the synthesized templates, at every synth and without a network:
 * `Validations.of(app).addPlugins(await SecurityModelPlugin.load())`.
 *
 * A statement that does not hold fails the synth with its id and sentence, a concrete request that the templates
 * would let through, and the policy statement that does. So does one that cannot be decided. What Central is asked to
 * add to the policy of its bucket is proved with the templates, although it stands in none of them. What is proved is what
 * was written to the templates, whatever made it: an override, an aspect, or this library. A violation cannot be
 * acknowledged away.
 */
export class SecurityModelPlugin implements IPolicyValidationPlugin {
  readonly name = 'security-model';
  readonly version = '0.1.0';

  /** Loads the list of all AWS actions, from the package that carries it, and makes a plugin with it. */
  static async load(): Promise<SecurityModelPlugin> {
    return new SecurityModelPlugin(await loadActionCatalogue());
  }

  /** @param catalogue the list of all AWS actions, which the proofs are about */
  constructor(private readonly catalogue: ActionCatalogue) {}

  validate({ appConstruct, stackTemplates }: IPolicyValidationContext): PolicyValidationPluginReport {
    const files = new Map(
      stackTemplates.map(({ stackConstructPath, templatePath }) => [stackConstructPath, templatePath]),
    );
    const deployments = findPipelines(appConstruct).map((stacks) => deploymentOf(stacks, files));
    const violations = deployments.flatMap((deployment) => {
      const beside = deployments.filter((other) => other !== deployment);
      return proveStatements(deployment, this.catalogue, { beside }).flatMap(violationsOf);
    });
    return { success: violations.length === 0, violations, pluginVersion: this.version };
  }
}

function deploymentOf({ intent, stacks }: PipelineStacks, files: ReadonlyMap<string, string>): Deployment {
  const templates = stacks.map(({ constructPath, accountId, stackSetLogicalId }): PipelineTemplate => {
    const file = files.get(constructPath);
    if (file === undefined) throw new TypeError(`the stack ${constructPath} has no template`);
    const template = JSON.parse(readFileSync(file, 'utf8')) as unknown;
    if (stackSetLogicalId === undefined) return { file, accountId, template };
    return { file, accountId, template: stackSetTemplate(template, stackSetLogicalId) };
  });
  return readDeployment(intent, templates, centralGrantOf(intent));
}

function centralGrantOf({ region, regionalAccount, regional }: PipelineIntent): PolicyFile | undefined {
  if (!regional) return undefined;
  const resources = regionalResources(region, regionalAccount);
  const { centralStateBucket } = regional;
  return {
    file: `the statements for the policy of ${centralStateBucket}`,
    document: {
      Version: '2012-10-17',
      Statement: centralBucketStatements({ resources, centralStateBucket }),
    },
  };
}

function violationsOf({ id, sentence, parts }: StatementProof): PolicyViolation[] {
  return parts.flatMap((part) => {
    const violation = explainViolation(part);
    return violation ? [reportOf(id, sentence, violation)] : [];
  });
}

function reportOf(id: string, sentence: string, { about, lines, locations }: Violation): PolicyViolation {
  return {
    ruleName: id,
    description: [
      `${id}: ${sentence}`,
      `Asked was: ${about}.`,
      ...lines,
      // The CDK's own report names the construct and leaves these out.
      ...locations.map(
        ({ template, logicalId, path: place }) =>
          `at         ${path.basename(template)}: ${logicalId} ${place}`,
      ),
    ].join('\n    '),
    fix: 'Take back what lets the request through; docs/security-model.md has the statement.',
    severity: 'fatal',
    violatingResources: locations.map(({ template, logicalId, path: place }) => ({
      resourceLogicalId: logicalId,
      templatePath: template,
      locations: [place],
    })),
  };
}
