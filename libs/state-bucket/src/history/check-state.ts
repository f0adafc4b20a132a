import type { AccountId } from '@regional-pipeline/platform-model';
import type { StateIdentity } from '../terraform-state.js';
import { describeResources } from './describe-state.js';
import type { StateReading } from './inspect-state.js';
import type { StateDefectKind } from './state-defect.js';

/**
 * What is wrong with a cluster's state: its bytes, or what it says beside what is known otherwise.
 *
 * - `other-lineage`: of another history than its earlier versions, or than the journal knows
 * - `serial-gone-back`: an earlier version of its lineage has a greater serial
 * - `other-account`: it tells of resources of an account that is not the cluster's
 */
export type StateProblemKind = StateDefectKind | 'other-lineage' | 'serial-gone-back' | 'other-account';

/** One thing that is wrong. */
export interface StateProblem {
  readonly problem: StateProblemKind;
  /** For people, with the values. */
  readonly detail: string;
}

/** What is known of a cluster's state besides the state itself. */
export interface KnownState {
  /** The earlier versions that can be read, the newest first. */
  readonly earlier: readonly (StateIdentity & { readonly id: string })[];
  /** As the journal knows it; null where it does not. */
  readonly lineage: string | null;
  /** Whose the cluster is; null where no run has claimed it yet. */
  readonly accountId: AccountId | null;
}

/** Names everything that is wrong with the newest version of a cluster's state; none where it is as it should be. */
export function checkState(reading: StateReading, known: KnownState): StateProblem[] {
  if ('defect' in reading) return [{ problem: reading.defect, detail: reading.detail }];
  const { lineage, serial } = reading.state;
  const problems: StateProblem[] = [];
  const [before] = known.earlier;
  const expected = before
    ? { lineage: before.lineage, of: `its version ${before.id}` }
    : { lineage: known.lineage, of: 'the journal' };
  if (expected.lineage !== null && expected.lineage !== lineage) {
    const detail = `its lineage is ${lineage}, and that of ${expected.of} ${expected.lineage}`;
    problems.push({ problem: 'other-lineage', detail });
  }
  const ahead = known.earlier
    .filter((one) => one.lineage === lineage && one.serial > serial)
    .sort((a, b) => b.serial - a.serial)[0];
  if (ahead) {
    const detail = `its serial is ${serial}, and that of its earlier version ${ahead.id} ${ahead.serial}`;
    problems.push({ problem: 'serial-gone-back', detail });
  }
  return [...problems, ...checkAccounts(reading.state, known.accountId)];
}

function checkAccounts(
  state: Parameters<typeof describeResources>[0],
  accountId: AccountId | null,
): StateProblem[] {
  if (accountId === null) return [];
  const others = describeResources(state).flatMap(({ address, accounts }) =>
    accounts.filter((account) => account !== accountId).map((account) => `${address} in ${account}`),
  );
  if (others.length === 0) return [];
  const named = others.slice(0, 3).join(', ') + (others.length > 3 ? ` and ${others.length - 3} more` : '');
  return [{ problem: 'other-account', detail: `the cluster is ${accountId}'s, and it tells of ${named}` }];
}
