import { assumeRoleErrors } from '@regional-pipeline/assume-role';
import { clusterFilterErrors } from '@regional-pipeline/cluster-filter';
import { fleetErrors, journalErrors } from '@regional-pipeline/fleet';
import { localAwsErrors } from '@regional-pipeline/local-aws';
import { orchestratorErrors } from '@regional-pipeline/orchestrator';
import { pipelineConstructsErrors } from '@regional-pipeline/pipeline-constructs';
import { pipelineOutputsErrors } from '@regional-pipeline/pipeline-outputs';
import { exitCodeByPhase, type ErrorKind } from '@regional-pipeline/platform-model';
import { policyErrors } from '@regional-pipeline/policy-proofs';
import { proveErrors } from '@regional-pipeline/prove';
import { provisionerErrors } from '@regional-pipeline/provisioner';
import { regionalPipelineErrors } from '@regional-pipeline/regional-pipeline';
import { regionsErrors } from '@regional-pipeline/regions';
import { securityModelErrors } from '@regional-pipeline/security-model';
import { stateBucketErrors } from '@regional-pipeline/state-bucket';
import { stateReaderErrors } from '@regional-pipeline/state-reader';
import { trustPolicyErrors } from '@regional-pipeline/trust-policies';

/** The tables of all libraries, by who meets their errors first. */
const tables: readonly Readonly<Record<string, ErrorKind>>[] = [
  orchestratorErrors,
  stateReaderErrors,
  clusterFilterErrors,
  assumeRoleErrors,
  provisionerErrors,
  fleetErrors,
  journalErrors,
  stateBucketErrors,
  pipelineOutputsErrors,
  regionalPipelineErrors,
  regionsErrors,
  pipelineConstructsErrors,
  trustPolicyErrors,
  policyErrors,
  securityModelErrors,
  proveErrors,
  localAwsErrors,
];

/** Every declared error. */
export const errorKinds: readonly ErrorKind[] = tables.flatMap((table) => Object.values(table));

/** The page of errors, made from the same tables as the errors and the exit codes. */
export function renderErrorsPage(): string {
  return `# Errors

Made from the tables that the errors themselves are made from; \`npx nx run workspace-checks:errors-page\` writes it anew.
The exit code is the orchestrator's: 1 a cluster failed and the others went on, 2 wrong usage or configuration, 3 an
input could not be read or a check before the run failed. A run that was asked to stop ends with 130 instead.
${tables.map(renderTable).join('')}`;
}

function renderTable(table: Readonly<Record<string, ErrorKind>>): string {
  const kinds = Object.values(table);
  return `\n## ${kinds[0]?.source ?? ''}\n${kinds.map(renderKind).join('')}`;
}

function renderKind({ code, meaning, remedy, phase, retryable }: ErrorKind): string {
  const again = retryable ? 'may help' : 'does not help';
  return `\n### ${code}\n\n${meaning}\n\n**What to do:** ${remedy} Exit code ${exitCodeByPhase[phase]}; trying again ${again}.\n`;
}
