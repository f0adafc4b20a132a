import { readFileSync } from 'node:fs';
import type { ProvisionRequest } from '../provision-request.js';
import { startGuard } from '../start-guard.js';
import { startProvisioning } from '../start-provisioning.js';

// A run in a process of its own, to be killed: with a guard, it provisions the cluster of a file and says what it hears.
const [, , requestFile = '', ...guardCommand] = process.argv;
const request = JSON.parse(readFileSync(requestFile, 'utf8')) as Omit<ProvisionRequest, 'secrets'>;
const guard = await startGuard(guardCommand);
const provisioning = startProvisioning(
  { ...request, secrets: () => [], guard },
  { line: (text) => process.stdout.write(`${text}\n`) },
);
process.on('SIGUSR2', () => provisioning.interrupt());
const outcome = await provisioning.outcome;
guard.close();
process.stdout.write(`${outcome.status}\n`);
