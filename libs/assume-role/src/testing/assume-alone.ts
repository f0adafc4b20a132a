import { isPlatformError } from '@regional-pipeline/platform-model';
import { assumeDeployRole } from '../assume-deploy-role.js';
import { baseCredentials } from '../base-credentials.js';
import { deployRole } from './deploy-role.js';

// Assumes the role in a process of its own: Jest's realms hide the network errors of Node.js from the SDK.
try {
  const { accountId } = await assumeDeployRole(deployRole, baseCredentials());
  process.stdout.write(JSON.stringify({ accountId }));
} catch (error) {
  if (!isPlatformError(error)) throw error;
  const { code, message, retryable } = error;
  process.stdout.write(JSON.stringify({ code, message, retryable }));
}
