import { exitCodeByPhase, isPlatformError } from '@regional-pipeline/platform-model';
import { loadActionCatalogue } from '@regional-pipeline/policy-proofs';
import { loadBestPractices } from './best-practices.js';
import { readCdkContext } from './cdk-context.js';
import { readCommand } from './read-command.js';
import { synthesize } from './synthesize.js';

/** Reads the inputs, writes the templates, proves them, and prints the files that it wrote, one a line. */
async function main(): Promise<void> {
  const environment = process.env;
  const { inputs, out, validate } = readCommand({
    arguments: process.argv.slice(2),
    context: readCdkContext(environment),
    environment,
  });
  const { templates, centralBucketStatements } = synthesize(inputs, out, {
    validate,
    checks: validate ? [await loadBestPractices()] : [],
    catalogue: await loadActionCatalogue(),
  });
  const files = [...templates.map(({ file }) => file), centralBucketStatements];
  const underCdk = environment['CDK_OUTDIR'] !== undefined;
  if (!underCdk) for (const file of files) process.stdout.write(`${file}\n`);
}

try {
  await main();
} catch (error) {
  // Uncaught, a CDK error would print the minified line that it was thrown from, all 50 KB of it.
  process.stderr.write(
    isPlatformError(error)
      ? `${error.code}: ${error.message}\n${error.remedy}\n`
      : `This is a defect of the regional pipeline: ${String(error)}\n`,
  );
  process.exitCode = isPlatformError(error) ? exitCodeByPhase[error.kind.phase] : 1;
}
