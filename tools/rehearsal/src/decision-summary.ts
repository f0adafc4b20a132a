import type { DecisionRecord } from '@regional-pipeline/local-aws';

/** One line of the summary: who asked for what, and how often it was allowed and refused by a policy. */
export interface DecisionCount {
  readonly principal: string;
  readonly action: string;
  readonly allowed: number;
  readonly refused: number;
}

/** Counts the policies' decisions by principal (without its session's name) and action. A redirect is none. */
export function countDecisions(records: readonly DecisionRecord[]): DecisionCount[] {
  const counts = new Map<string, { allowed: number; refused: number }>();
  for (const record of records) {
    if (record.effect === 'undecided') continue;
    const key = JSON.stringify([roleOf(record.principal), record.action ?? '(none)']);
    const count = counts.get(key) ?? { allowed: 0, refused: 0 };
    if (record.effect === 'allow') count.allowed++;
    else count.refused++;
    counts.set(key, count);
  }
  return [...counts]
    .map(([key, count]) => {
      const [principal, action] = JSON.parse(key) as [string, string];
      return { principal, action, ...count };
    })
    .sort((a, b) => compare(a.principal, b.principal) || compare(a.action, b.action));
}

/** `arn:aws:sts::222222222201:assumed-role/NAME/SESSION` → `222222222201 NAME`. */
export function roleOf(principal: string): string {
  const [, account, role] = /^arn:[^:]*:sts::(\d{12}):assumed-role\/([^/]+)/.exec(principal) ?? [];
  return account !== undefined && role !== undefined ? `${account} ${role}` : principal;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
