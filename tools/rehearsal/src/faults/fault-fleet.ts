import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AccountId, type MintedAccount } from '@regional-pipeline/platform-model';
import { region } from '../accounts.js';
import { openRehearsal, type Rehearsal, type RehearsalOptions } from '../rehearsal.js';
import { startOrchestrator, type OrchestratorRun, type StartedOrchestrator } from '../run-orchestrator.js';
import { orchestratorBundle } from '../workspace-paths.js';
import { fleetProcesses } from './fleet-processes.js';

/** A fleet whose clusters leave a trace of every resource that they make, on a local AWS that can be made to fail. */
export interface FaultFleet {
  readonly rehearsal: Rehearsal;
  readonly clusters: readonly string[];
  /** Starts the orchestrator in the fleet's repository, with `--output json` and what marks its processes. */
  start(args: readonly string[], environment?: Readonly<Record<string, string>>): StartedOrchestrator;
  /** The same, to its end. */
  run(args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<OrchestratorRun>;
  /** The ids of all resources that the cluster's Terraform ever made, as the resources themselves wrote them down. */
  made(cluster: string): string[];
  /** Processes of this fleet that still run, as `pid command line`. Linux alone can tell. */
  processes(): string[];
}

/** How a fleet differs from the usual one. */
export interface FaultFleetOptions extends Pick<RehearsalOptions, 'sessionLifetimeSeconds' | 'faultSeed'> {
  readonly clusters: number;
  /** How long each of a cluster's two resources is being made, in seconds. */
  readonly workSeconds?: number;
  /** Instead of Terraform's `init` and `apply`: what the make target runs, in a shell. */
  readonly recipe?: string;
  /** Further files of the repository, by their names. */
  readonly files?: Readonly<Record<string, string>>;
}

/** Every resource says that it is there before it works: one that no state knows is found out. */
const configuration = `
terraform {
  backend "s3" {}
}

variable "work_seconds" {
  type    = number
  default = 0
}

resource "terraform_data" "first" {
  provisioner "local-exec" {
    command = "echo \${self.id} >> $MADE/$CLUSTER_NAME; sleep \${var.work_seconds}"
  }
}

resource "terraform_data" "second" {
  depends_on = [terraform_data.first]
  provisioner "local-exec" {
    command = "echo \${self.id} >> $MADE/$CLUSTER_NAME; sleep \${var.work_seconds}"
  }
}
`;

/** The usual recipe. */
export const applyRecipe = 'terraform init && terraform apply -auto-approve';

/** Opens a fleet of clusters, each of a management account of its own name; its clusters are `mc01`, `mc02`, … */
export async function openFaultFleet(folder: string, options: FaultFleetOptions): Promise<FaultFleet> {
  const { clusters, workSeconds = 0, recipe = applyRecipe, files = {}, ...awsOptions } = options;
  const directory = mkdtempSync(path.join(folder, 'f-'));
  const source = path.join(directory, 'source');
  const made = path.join(directory, 'made');
  for (const one of [source, made]) mkdirSync(one);
  // By a name of its own the orchestrator, and the guard that it starts, are known as this fleet's.
  const program = path.join(directory, 'orchestrator.mjs');
  copyFileSync(orchestratorBundle, program);
  writeFileSync(path.join(source, 'Makefile'), `pipeline-provision-management:\n\t@${recipe}\n`);
  writeFileSync(path.join(source, 'main.tf'), configuration);
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(source, name), text);
  const accounts: MintedAccount[] = Array.from({ length: clusters }, (_, index) => ({
    name: `mc${String(index + 1).padStart(2, '0')}`,
    id: AccountId.parse(String(222_222_222_200 + index + 1)),
    region,
    type: 'management',
  }));
  const [first, ...others] = accounts.map(({ id }) => id);
  if (first === undefined) throw new RangeError('a fleet of no clusters');
  const rehearsal = await openRehearsal({
    directory,
    managementAccounts: [first, ...others],
    accounts,
    ...awsOptions,
  });
  const start: FaultFleet['start'] = (args, environment = {}) =>
    startOrchestrator(
      [...args, '--output', 'json'],
      {
        ...rehearsal.environment(),
        // A run whose revision is not known is not resumed.
        CODEBUILD_RESOLVED_SOURCE_VERSION: '0'.repeat(40),
        MADE: made,
        TF_VAR_work_seconds: String(workSeconds),
        ...environment,
      },
      { cwd: source, program },
    );
  return {
    rehearsal,
    clusters: accounts.map(({ name }) => name),
    start,
    run: (args, environment) => start(args, environment).ended,
    made: (cluster) => {
      const file = path.join(made, cluster);
      return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
    },
    processes: () => fleetProcesses({ program, variable: `MADE=${made}` }),
  };
}
