import type { JournalPorts } from '@regional-pipeline/fleet';
import { holderState } from '@regional-pipeline/run-holder';
import type { StateBucket } from '@regional-pipeline/state-bucket';
import type { Settings } from './settings.js';

/** The journal in the management state bucket, with this machine and CodeBuild as witnesses. */
export function journalPorts(
  store: StateBucket,
  { region }: Settings,
  environment: NodeJS.ProcessEnv,
): JournalPorts {
  return {
    store,
    now: () => new Date(),
    holderState: (holder) => holderState(holder, { region, environment }),
  };
}
