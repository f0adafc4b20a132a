import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { SecurityModelPlugin } from '@regional-pipeline/pipeline-constructs';
import { assemblyArchivePrefix } from '@regional-pipeline/platform-model';
import { App, Validations } from 'aws-cdk-lib/core';
import { archiveFolder, CentralPipelineStack } from './central-pipeline-stack.js';
import { RegionStage } from './region-stage.js';
import { regions } from './regions.js';

/** Synthesizes and proves all regions, and lays their assemblies out as they are archived. */
async function main(): Promise<void> {
  const app = new App({ outdir: 'cdk.out', analyticsReporting: false });
  Validations.of(app).addPlugins(await SecurityModelPlugin.load());
  const stages = regions.map((entry) => new RegionStage(app, entry));
  new CentralPipelineStack(app, 'central-pipeline', stages);
  app.synth();

  rmSync(archiveFolder, { recursive: true, force: true });
  for (const stage of stages) {
    const folder = path.join(archiveFolder, assemblyArchivePrefix(stage.entry.region));
    cpSync(stage.synth().directory, folder, { recursive: true });
  }
}

// No await on the top level: the example is built as CommonJS as well.
main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
