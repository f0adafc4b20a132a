import type { ClusterName } from './cluster-name.js';
import type { Region } from './region.js';
import type { RunId } from './run-id.js';

/** IAM's limit for a role session name. */
const maximumLength = 64;

/**
 * The role session name that CloudTrail shows for everything done to a cluster: `region.run.cluster`.
 *
 * A name that does not fit IAM's 64 characters keeps its beginning and ends in a hash of the whole, so that two
 * long names never share a session name by being cut alike.
 */
export function roleSessionName(region: Region, run: RunId, cluster: ClusterName): string {
  const prefix = `${region}.${run}.`;
  const room = maximumLength - prefix.length;
  if (cluster.length <= room) return prefix + cluster;
  const hash = fnv1a(cluster);
  return `${prefix}${cluster.slice(0, room - hash.length - 1)}.${hash}`;
}

/** FNV-1a, 32 bits, in hexadecimal: it only tells names apart, it protects nothing. */
function fnv1a(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
