import type { ConcurrencyChanged, DeadlineReached, WaveBaking, WaveGateShut } from '@regional-pipeline/fleet';
import { formatDuration } from './duration.js';

/** What a run says of itself on its way, in one line for people. */
export function formatNotice(
  event: ConcurrencyChanged | DeadlineReached | WaveBaking | WaveGateShut,
): string {
  switch (event.type) {
    case 'wave-baking':
      return `wave ${event.wave} is over; the next one waits for ${formatDuration(event.bakeMs)}`;
    case 'wave-gate-closed':
      return `nothing after wave ${event.wave} is started: ${event.reason}`;
    case 'concurrency-changed':
      return event.because === 'throttled'
        ? `AWS throttles: ${event.concurrency} at once from now on`
        : `AWS answers again: ${event.concurrency} at once from now on`;
    case 'deadline-reached':
      return `the deadline has come: ${event.running.length} still running are asked to stop`;
  }
}
