/** How a cluster ended in a run. `skipped` is decided before the run, `not-started` by its end. */
export type ClusterOutcome = 'deployed' | 'failed' | 'skipped' | 'not-started';

/** One cluster's line in the summary of a run. Every key is always there, for programs that read it. */
export interface ClusterResult {
  readonly name: string;
  /** Null where no account is known, as for a definition whose account Central has not minted yet. */
  readonly accountId: string | null;
  readonly outcome: ClusterOutcome;
  /** Why, for programs: an error's code or a skip's reason. Null where it was deployed. */
  readonly code: string | null;
  /** Why, for people: what happened, with its values. */
  readonly reason: string | null;
  /** What to do now, for people. */
  readonly remedy: string | null;
  /** Whether the same run, started again with nothing changed, may succeed. */
  readonly retryable: boolean;
  /** How often its job was begun; 0 where it never was. */
  readonly attempts: number;
  /** From the start of the cluster's first attempt to the end of its last, in milliseconds; 0 where it never started. */
  readonly durationMs: number;
  /** Where the output of its last attempt stands, where it ran. */
  readonly logFile: string | null;
}

/** What is said of a cluster besides how it ended and when; null, false or 0 where it is left out. */
export type ClusterVerdict = Partial<
  Pick<ClusterResult, 'code' | 'reason' | 'remedy' | 'retryable' | 'attempts' | 'logFile'>
>;

/** Makes a whole result from what is known of it. */
export function clusterResult(
  cluster: { readonly name: string; readonly accountId: string | null },
  outcome: ClusterOutcome,
  durationMs: number,
  verdict: ClusterVerdict = {},
): ClusterResult {
  return {
    name: cluster.name,
    accountId: cluster.accountId,
    outcome,
    code: verdict.code ?? null,
    reason: verdict.reason ?? null,
    remedy: verdict.remedy ?? null,
    retryable: verdict.retryable ?? false,
    attempts: verdict.attempts ?? 0,
    durationMs: Math.round(durationMs),
    logFile: verdict.logFile ?? null,
  };
}
