import { fetchCredentials } from '../credential-client.js';
import { isPlatformError } from '@regional-pipeline/platform-model';

// What the orchestrator's `credential-process` command does, bundled and run by the tests in child processes.
const [, , , , socketPath = '', , profile = ''] = process.argv;
try {
  process.stdout.write(JSON.stringify(await fetchCredentials({ socketPath, profile })));
} catch (error) {
  process.stderr.write(isPlatformError(error) ? error.describe() : String(error));
  process.exitCode = 3;
}
