import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listRegions } from '@regional-pipeline/platform-model';
import { CfnConnection } from 'aws-cdk-lib/aws-codeconnections';
import {
  App,
  CloudFormationValidatePlugin,
  Stack,
  Validations,
  type IPolicyValidationPlugin,
} from 'aws-cdk-lib/core';
import { hasConnections } from './connection-regions.js';

describe('the regions without connections', () => {
  it('are those of which the resource schemas of the CDK say so', () => {
    const outdir = mkdtempSync(path.join(tmpdir(), 'connection-regions-'));
    try {
      const app = new App({ outdir, treeMetadata: false, analyticsReporting: false });
      const schemas = new CloudFormationValidatePlugin({ includeDefaultRules: false });
      // The class implements the interface, but for how the two write that a version may be missing.
      Validations.of(app).addPlugins(schemas as IPolicyValidationPlugin);
      for (const region of listRegions()) {
        const stack = new Stack(app, region, { env: { region, account: '111111111111' } });
        new CfnConnection(stack, 'Connection', { connectionName: 'c', providerType: 'GitHub' });
      }
      // Without the CDK's own rules, what a schema says is a warning, which goes to the console as well.
      const printed = jest.spyOn(console, 'error').mockImplementation();
      app.synth();
      printed.mockRestore();
      const report = readFileSync(path.join(outdir, 'validation-report.json'), 'utf8');
      const found = report.matchAll(/'AWS::CodeConnections::Connection' does not exist in '([a-z0-9-]+)'/g);
      const without = new Set(Array.from(found, ([, region]) => region));
      expect(listRegions().filter((region) => !hasConnections(region))).toEqual([...without].sort());
    } finally {
      rmSync(outdir, { recursive: true });
    }
  }, 60_000);
});
