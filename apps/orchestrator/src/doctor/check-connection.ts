import { readConnection, readPipelineOutputs } from '@regional-pipeline/pipeline-outputs';
import { isPlatformError, type Region } from '@regional-pipeline/platform-model';
import { failed, ok, skipped, type Finding } from './finding.js';

/**
 * The connection by which the pipeline takes its source. The build role may not look at it (SM-25), and a run does not
 * need it: it is told to an operator, and to a build that it was not looked at.
 */
export async function checkConnection(region: Region): Promise<Finding> {
  const subject = 'connection';
  try {
    const { codestar_connection_arn: arn, codestar_connection_url: url } = await readPipelineOutputs(region);
    const { name, status } = await readConnection(arn);
    if (status === 'AVAILABLE') return ok(subject, `${name} is ${status}`);
    const where = url ?? `Developer Tools → Connections, in the console of the regional account`;
    return failed(subject, `${name} (${arn}) is ${status}`, `Complete it, which only a person can: ${where}`);
  } catch (error) {
    if (!isPlatformError(error)) throw error;
    const how = "orchestrator connection shows it, with an operator's credentials of the regional account";
    return skipped(subject, `${how} (${error.code})`);
  }
}
