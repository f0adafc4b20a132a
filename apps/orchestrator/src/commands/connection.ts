import { readConnection, readPipelineOutputs } from '@regional-pipeline/pipeline-outputs';
import { formatConnection } from '../reporting/connection-text.js';
import { paintFor } from '../reporting/palette.js';
import type { RegionContext } from './command-context.js';

/**
 * Shows how the connection that the pipeline takes its source by stands now, and the console address where a person
 * completes it. It reads.
 *
 * @returns exit code 0 where the connection is available, else 3: the pipeline cannot take its source
 * @throws PlatformError of pipeline-outputs
 */
export async function connection(context: RegionContext): Promise<number> {
  const { region, format, output, environment } = context;
  const { codestar_connection_arn: arn, codestar_connection_url: url } = await readPipelineOutputs(region);
  const { name, status } = await readConnection(arn);
  const shown = { arn, name, status, ...(url !== undefined && { url }) };
  output.write(
    format === 'json'
      ? `${JSON.stringify({ type: 'connection', region, ...shown })}\n`
      : formatConnection(shown, paintFor(output, environment)),
  );
  return status === 'AVAILABLE' ? 0 : 3;
}
