import { hostname, userInfo } from 'node:os';

/** A lock of the cluster's state that Terraform spoke of, as far as it is known. */
export interface StateLock {
  /** What `terraform force-unlock` takes, and what the lock object has as its `ID`. */
  readonly id: string;
  /** `user@host`. */
  readonly who: string | null;
  readonly operation: string | null;
  /** By the clock of the machine that made it. */
  readonly created: Date | null;
}

/** What Terraform said of a lock. */
export interface LockReport {
  /** `refused`: it did not get the lock; `kept`: it had it, and could not give it back. */
  readonly event: 'refused' | 'kept';
  /** Undefined where Terraform could not read the lock either. */
  readonly lock: StateLock | undefined;
}

const events = {
  refused: 'Error: Error acquiring the state lock',
  kept: 'Error: Error releasing the state lock',
};

/**
 * Reads what Terraform and OpenTofu say of a lock that they did not get or not give back; they list the lock (`ID`,
 * `Who`, `Operation`, `Created`) where they know it.
 *
 * @param block one error of the target
 * @returns undefined where it is another error
 */
export function readLockReport(block: readonly string[]): LockReport | undefined {
  const event = (['refused', 'kept'] as const).find((name) => block[0]?.startsWith(events[name]));
  if (!event) return undefined;
  const field = (name: string) =>
    block.map((line) => new RegExp(`^${name}:\\s+(\\S.*?)\\s*$`).exec(line)?.[1]).find(Boolean) ?? null;
  const id = field('ID');
  if (id === null) return { event, lock: undefined };
  const created = parseTime(field('Created'));
  return { event, lock: { id, who: field('Who'), operation: field('Operation'), created } };
}

/** Go's notation, `2026-11-23 23:20:50.326557185 +0000 UTC`, cut to milliseconds. */
function parseTime(text: string | null): Date | null {
  const [, day, time] =
    /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d{1,3})?)\d* \+0000 UTC/.exec(text ?? '') ?? [];
  return day && time ? new Date(`${day}T${time}Z`) : null;
}

/**
 * Whether a lock was made by this user on this machine since `startedAt`: the run holds the cluster's claim, so nobody
 * else of the pipeline can have made it. Terraform meets a lock of its own when the answer to its request for the lock
 * was lost: it asks again, and is refused.
 */
export function isOwnLock({ who, created }: StateLock, startedAt: Date): boolean {
  return created !== null && created >= startedAt && who !== null && isThisUser(who);
}

function isThisUser(who: string): boolean {
  const [user, host] = [who.slice(0, who.lastIndexOf('@')), who.slice(who.lastIndexOf('@') + 1)];
  if (host !== hostname()) return false;
  try {
    return user === userInfo().username;
  } catch {
    // A container's user without a name: Terraform could not tell it either, or took it from the environment.
    return true;
  }
}

/** For a message: `lock ID, held by root@host, for OperationTypeApply, since 2026-11-23T23:20:50.326Z`. */
export function describeLock({ id, who, operation, created }: StateLock): string {
  return [
    `lock ${id}`,
    who && `held by ${who}`,
    operation && `for ${operation}`,
    created && `since ${created.toISOString()}`,
  ]
    .filter(Boolean)
    .join(', ');
}
