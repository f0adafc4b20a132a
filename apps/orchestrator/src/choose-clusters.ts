import type { Selection } from '@regional-pipeline/cluster-filter';
import { PlatformError } from '@regional-pipeline/platform-model';
import { orchestratorErrors } from './errors.js';

/**
 * Narrows a selection to the clusters that were named; all of it where none was.
 *
 * A name that this run would not deploy is an error, not an empty run that looks like success.
 *
 * @throws PlatformError ClusterNotSelected, with every such name and why
 */
export function chooseClusters(selection: Selection, names: readonly string[]): Selection {
  if (names.length === 0) return selection;
  const wanted = new Set(names);
  const chosen: Selection = {
    selected: selection.selected.filter(({ name }) => wanted.delete(name)),
    rejected: selection.rejected.filter(({ name }) => wanted.delete(name)),
    skipped: [],
  };
  if (wanted.size === 0) return chosen;
  const problems = [...wanted].map((name) => {
    const skipped = selection.skipped.find((one) => one.name === name);
    return skipped ? `${name} is skipped: ${skipped.detail}` : `there is no cluster ${JSON.stringify(name)}`;
  });
  const known = selection.selected.map(({ name }) => name).join(', ') || 'none';
  throw new PlatformError(orchestratorErrors.ClusterNotSelected, {
    message: `${problems.join('; ')}. To be deployed are: ${known}.`,
    context: { names: [...wanted] },
  });
}
