import { randomInt } from 'node:crypto';
import { startRun, verdictOf, type AttemptResult } from '@regional-pipeline/fleet';
import {
  PlatformError,
  formatRunId,
  isPlatformError,
  type ClusterName,
} from '@regional-pipeline/platform-model';
import { thisHolder } from '@regional-pipeline/run-holder';
import { chooseClusters } from '../choose-clusters.js';
import { orchestratorErrors } from '../errors.js';
import { journalPorts } from '../journal-ports.js';
import { planRestored } from '../plan-restored.js';
import { readRunInputs } from '../read-selection.js';
import { printable } from '../reporting/printable.js';
import { writeAnswer } from '../reporting/write-answer.js';
import type { CommandContext } from './command-context.js';
import { withStateBucket } from './with-state-bucket.js';

/** What `state restore` is told on the command line. */
export interface StateRestoreOptions {
  readonly cluster: ClusterName;
  readonly version: string;
  /** The cluster's name once more; null where it was not given. */
  readonly confirm: string | null;
  /** The lineage to go back to, where the current one is the wrong one. */
  readonly lineage?: string;
  /** Whether to plan afterwards. */
  readonly plan: boolean;
  readonly source: string;
  readonly program: string;
}

/**
 * Makes an earlier version the cluster's state again: as a run of its own, so that the journal tells of it and no other
 * run has the cluster meanwhile, and under Terraform's lock. Then it plans, so that the difference to the world is seen.
 *
 * @returns exit code 0; 1 where the state is restored and the plan failed
 * @throws PlatformError RestoreNotConfirmed, ClusterNotSelected, those of the claim and of the restore: the state is as it
 *   was then
 */
export async function stateRestore(options: StateRestoreOptions, context: CommandContext): Promise<number> {
  const { cluster: name, version, lineage } = options;
  const { settings, environment } = context;
  if (options.confirm !== name) throw notConfirmed(options);
  return withStateBucket(context, async (bucket) => {
    const { selection, fingerprints } = await readRunInputs(settings, options.source, environment);
    const [cluster] = chooseClusters(selection, [name]).selected;
    if (!cluster) throw selection.rejected.find((one) => one.name === name)?.error ?? notConfirmed(options);
    const holder = await thisHolder(environment);
    const run = formatRunId(new Date(), randomInt(0x10000));
    const journal = await startRun(journalPorts(bucket, settings, environment), {
      run,
      region: settings.region,
      holder,
      inputs: fingerprints,
      purpose: 'restore',
      asked: { cluster: name, version, lineage: lineage ?? null },
      clusters: [{ name, accountId: cluster.account.id, wave: cluster.wave }],
      settled: [],
    });
    const begun = performance.now();
    try {
      const claim = await journal.claim({ name, accountId: cluster.account.id });
      const who = `${holder.user}@${holder.host}`;
      const restored = await bucket
        .restoreState({ cluster: name, version, who, ...(lineage === undefined ? {} : { lineage }) })
        .catch(async (error: unknown) => {
          if (isPlatformError(error)) await claim.finish(failed(error, begun), false);
          throw error;
        });
      const done = succeeded(describe(restored), begun);
      const lines: string[] = [];
      const onLine = (line: string) => void lines.push(line);
      const work = { ...options, run, holder, bucket, cluster, claim, onLine };
      if (!options.plan) await claim.finish(done, false);
      const error = options.plan ? await planRestored(work, context, done) : null;
      const said = `The state of ${name} is version ${restored.version} again, with ${describe(restored)} (run ${run}).`;
      const plan = error ? { code: error.code, reason: error.message, remedy: error.remedy } : null;
      writeAnswer(
        context,
        {
          type: 'state-restored',
          run,
          cluster: name,
          ...restored,
          planned: options.plan,
          planFailure: plan,
          planOutput: lines,
        },
        () =>
          [
            ...lines,
            said,
            ...(error ? [`The plan failed, and the state stays restored: ${error.describe()}`] : []),
          ]
            .map((line) => `${printable(line)}\n`)
            .join(''),
      );
      return error ? 1 : 0;
    } finally {
      await journal.end({ stopped: null });
    }
  });
}

function describe({
  serial,
  replaced,
}: {
  serial: number;
  replaced: { version: string; serial: number | null };
}) {
  return `serial ${serial}; version ${replaced.version} (serial ${replaced.serial ?? 'not readable'}) was replaced and stays`;
}

function succeeded(reason: string, begun: number): AttemptResult {
  const durationMs = performance.now() - begun;
  return { outcome: 'deployed', code: null, reason, remedy: null, retryable: false, durationMs };
}

function failed(error: PlatformError, begun: number): AttemptResult {
  return { outcome: 'failed', durationMs: performance.now() - begun, ...verdictOf(error) };
}

function notConfirmed({ cluster, version, confirm }: StateRestoreOptions): PlatformError {
  return new PlatformError(orchestratorErrors.RestoreNotConfirmed, {
    message: `the state of ${cluster} was not restored: ${confirm === null ? '--confirm is missing' : `--confirm names ${JSON.stringify(confirm)}`}.`,
    remedy: `See \`orchestrator state show ${cluster} ${version}\`, then repeat it with --confirm ${cluster}.`,
    context: { cluster, version },
  });
}
