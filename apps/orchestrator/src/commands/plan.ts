import type { SelectionInputs } from '../read-selection.js';
import { readRunInputs } from '../read-selection.js';
import { formatPlan } from '../reporting/plan-text.js';
import { writeAnswer } from '../reporting/write-answer.js';
import type { CommandContext } from './command-context.js';

/** What `plan` is told on the command line. */
export interface PlanOptions {
  readonly source: string;
}

/**
 * Says what a run would deploy and what it would skip, and why. It reads; it touches nothing.
 *
 * @returns exit code 0, or 1 where a cluster is among them that cannot be deployed as things stand
 */
export async function plan(options: PlanOptions, context: CommandContext): Promise<number> {
  const { settings, environment } = context;
  const inputs = await readRunInputs(settings, options.source, environment);
  writeAnswer(context, planJson(inputs), (paint) => formatPlan(inputs, settings, paint));
  return inputs.selection.rejected.length > 0 ? 1 : 0;
}

function planJson({ selection, provenance }: SelectionInputs) {
  const { selected, skipped, rejected } = selection;
  const clusters = [
    ...selected.map(({ name, account, stateKey, wave, variables, definition }) => ({
      name,
      accountId: account.id,
      action: 'deploy',
      code: null,
      reason: null,
      stateKey,
      wave,
      variables,
      definition: definition ?? null,
    })),
    ...rejected.map(({ name, accountId, error }) => ({
      name,
      accountId,
      action: 'fail',
      code: error.code,
      reason: error.message,
      remedy: error.remedy,
    })),
    ...skipped.map(({ name, accountId, reason, detail }) => ({
      name,
      accountId: accountId ?? null,
      action: 'skip',
      code: reason,
      reason: detail,
    })),
  ];
  return { type: 'plan', accountsFrom: provenance, clusters };
}
