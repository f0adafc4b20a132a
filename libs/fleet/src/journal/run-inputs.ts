import { PlatformError, type RunId } from '@regional-pipeline/platform-model';
import { z } from 'zod';
import { journalErrors } from './errors.js';

/** The fingerprints of what a run deploys from. */
export const RunInputs = z.strictObject({
  /** Of the platform repository; null where nothing tells it. */
  sourceRevision: z.string().nullable(),
  /** Central's state that the accounts were read from. */
  centralState: z.strictObject({
    /** For reading it again; null where the bucket is not versioned. */
    versionId: z.string().nullable(),
    etag: z.string().nullable(),
    lineage: z.string(),
    serial: z.int().nonnegative(),
  }),
  /** Of the region's cluster definitions. */
  definitionsDigest: z.string(),
});
export type RunInputs = z.infer<typeof RunInputs>;

/**
 * Refuses to go on with other inputs than before. A source revision that nobody knows is not taken for the same one.
 * A new version of Central's state with the same content is: its version id does not count.
 *
 * @throws PlatformError `InputsChanged`, which names each input with both values
 */
export function requireSameInputs(run: RunId, before: RunInputs, now: RunInputs): void {
  const changes = [
    ...(before.sourceRevision !== null && before.sourceRevision === now.sourceRevision
      ? []
      : [
          `the source revision was ${before.sourceRevision ?? 'not known'} and is ${now.sourceRevision ?? 'not known'}`,
        ]),
    ...(centralState(before) === centralState(now)
      ? []
      : [`the central state was ${centralState(before)} and is ${centralState(now)}`]),
    ...(before.definitionsDigest === now.definitionsDigest
      ? []
      : [`the definitions were ${before.definitionsDigest} and are ${now.definitionsDigest}`]),
  ];
  if (changes.length === 0) return;
  throw new PlatformError(journalErrors.InputsChanged, {
    message: `run ${run} would not be resumed from what it was started from: ${changes.join('; ')}.`,
    remedy: `Start a new run, or use \`orchestrator resume ${run} --accept-changed-inputs\` to go on from what is there now.`,
    context: { run, before, now },
  });
}

function centralState({ centralState: { lineage, serial, etag } }: RunInputs): string {
  return `serial ${serial} of lineage ${lineage}${etag === null ? '' : ` (etag ${etag})`}`;
}
