import { openStateBucket, type StateBucket } from '@regional-pipeline/state-bucket';
import type { CommandContext } from './command-context.js';

/** Does `work` with the management state bucket open, and ends its connections whatever becomes of it. */
export async function withStateBucket<T>(
  { settings }: CommandContext,
  work: (bucket: StateBucket) => Promise<T>,
): Promise<T> {
  const bucket = openStateBucket({ bucket: settings.managementStateBucket, region: settings.region });
  try {
    return await work(bucket);
  } finally {
    bucket.close();
  }
}
