import type { ConnectionState } from '@regional-pipeline/pipeline-outputs';
import type { Paint } from './palette.js';
import { printable } from './printable.js';

/** A connection for people, and what is to be done about one that is not available. */
export function formatConnection(
  { arn, name, status, url }: ConnectionState & { readonly url?: string },
  paint: Paint,
): string {
  const available = status === 'AVAILABLE';
  const place = printable(url ?? 'the AWS console, under the connections of its region');
  const next =
    status === 'PENDING'
      ? `Complete it in the console, once: ${place}`
      : `The pipeline cannot take its source. See what is wrong with it: ${place}`;
  return [
    `connection  ${printable(name)} (${printable(arn)})`,
    `status      ${paint(available ? 'green' : 'yellow', printable(status))}`,
    ...(available ? [] : [next]),
    '',
  ].join('\n');
}
