import type { ClusterResult } from './cluster-result.js';
import type { FleetEvent } from './fleet-event.js';

/**
 * Passes every event on to `emit`, and after a run's `run-finished` one more: its `summary`, with every cluster's
 * result, by name. It holds all results until then; what must not grow with the fleet goes without it.
 */
export function withSummary(emit: (event: FleetEvent) => void): (event: FleetEvent) => void {
  const clusters: ClusterResult[] = [];
  return (event) => {
    emit(event);
    if (event.type === 'cluster-finished') {
      const { type: _, run: _run, ...result } = event;
      clusters.push(result);
    }
    if (event.type === 'run-finished') {
      clusters.sort((a, b) => (a.name < b.name ? -1 : 1));
      const { run, region, drained, durationMs } = event;
      emit({ type: 'summary', run, region, drained, durationMs, clusters });
    }
  };
}
