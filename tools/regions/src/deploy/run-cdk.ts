import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PlatformError } from '@regional-pipeline/platform-model';
import { regionsErrors } from '../errors.js';

/**
 * Runs the CDK command line of this workspace, in the app's folder, whose `cdk.json` keeps it from asking anybody but
 * CloudFormation. Its output is the caller's.
 *
 * @throws CdkFailed where it does not end with 0
 */
export async function runCdk(args: readonly string[]): Promise<void> {
  const require = createRequire(import.meta.url);
  const app = path.resolve(import.meta.dirname, '../../../../apps/regional-pipeline');
  const child = spawn(process.execPath, [require.resolve('aws-cdk/bin/cdk'), ...args], {
    cwd: app,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  if (code === 0) return;
  throw new PlatformError(regionsErrors.CdkFailed, {
    message: `cdk ${args.join(' ')} ended ${signal === null ? `with exit code ${code ?? 1}` : `by ${signal}`}.`,
    context: { args, code, signal },
  });
}
