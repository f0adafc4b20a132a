import type { RunHolder } from '@regional-pipeline/platform-model';

/** The variable by which the processes that a holder starts, and what those start, are known. */
export const holderMarkVariable = 'REGIONAL_PIPELINE_HOLDER';

/**
 * What a holder puts into the environment of everything that it starts for its run. Terraform outlives an orchestrator
 * that is killed and goes on to make resources: by this mark {@link holderState} sees it.
 */
export function holderMark({ pid, processStart }: RunHolder): Readonly<Record<string, string>> {
  return { [holderMarkVariable]: `${pid}-${processStart ?? 'unknown'}` };
}
