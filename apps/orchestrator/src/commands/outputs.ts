import { readPipelineOutputs } from '@regional-pipeline/pipeline-outputs';
import { printable } from '../reporting/printable.js';
import type { RegionContext } from './command-context.js';

/**
 * Prints the outputs of the region's pipeline by the contract's names, one a line: `pipeline_url=https://…`. It reads.
 *
 * @throws PlatformError of pipeline-outputs
 */
export async function outputs({ region, format, output }: RegionContext): Promise<number> {
  const read = await readPipelineOutputs(region);
  if (format === 'json') {
    output.write(`${JSON.stringify({ type: 'outputs', region, outputs: read })}\n`);
  } else {
    for (const [name, value = ''] of Object.entries(read)) output.write(`${name}=${printable(value)}\n`);
  }
  return 0;
}
