import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { startProvisioning } from './start-provisioning.js';
import { clusterRequest, makefile, recordLines } from './testing/cluster-request.js';
import { useScratchDirectory } from './testing/scratch-directory.js';

const scratch = useScratchDirectory();
const program = ['terraform', 'tofu'].find((name) => spawnSync(name, ['version']).status === 0);

/** Without a backend the state stays beside the configuration, which shows where Terraform ran and with what. */
const configuration = `
variable "capacity" {}
resource "terraform_data" "cluster" {
  input = var.capacity
  lifecycle {
    precondition {
      condition     = var.capacity < 100
      error_message = "A cluster takes fewer than 100 nodes."
    }
  }
}
output "capacity" { value = terraform_data.cluster.output }
`;

(program ? describe : describe.skip)(
  `a target that runs ${program ?? 'terraform'} plainly, in a subfolder`,
  () => {
    const recipe = `cd live/cluster && ${String(program)} init && ${String(program)} apply -auto-approve`;

    async function provision(capacity: number, files: Record<string, string>) {
      const observer = recordLines();
      const request = await clusterRequest(await scratch.fresh(), { Makefile: makefile(recipe), ...files });
      const cluster = { ...request.cluster, variables: { capacity } };
      const outcome = await startProvisioning({ ...request, cluster }, observer).outcome;
      return { outcome, request, lines: observer.lines };
    }

    it("gets the cluster's variables, and its state must not stay in the private copy", async () => {
      const { outcome, request, lines } = await provision(7, { 'live/cluster/main.tf': configuration });
      expect(lines).toContain('capacity = 7');
      expect(outcome).toMatchObject({
        status: 'failed',
        error: { code: 'StateStranded', context: { exitCode: 0 } },
        strandedStates: [
          {
            file: path.join(request.workDirectory, 'source/live/cluster/terraform.tfstate'),
            name: 'live/cluster/terraform.tfstate',
            lineage: expect.stringMatching(/^[-0-9a-f]{36}$/) as string,
            serial: expect.any(Number) as number,
          },
        ],
      });
      expect(existsSync(path.join(request.sourceDirectory, 'live/cluster/terraform.tfstate'))).toBe(false);
    });

    it("tells Terraform's own error", async () => {
      const { outcome } = await provision(200, { 'live/cluster/main.tf': configuration });
      expect(outcome).toMatchObject({
        status: 'failed',
        error: {
          code: 'MakeFailed',
          message: expect.stringContaining('Error: Resource precondition failed') as string,
          context: {
            lastLines: expect.arrayContaining(['A cluster takes fewer than 100 nodes.']) as string[],
          },
        },
      });
    });

    it('hands the backend over by its settings', async () => {
      const { outcome } = await provision(1, {
        'live/cluster/main.tf': configuration,
        'live/cluster/backend.tf': 'terraform {\n  backend "local" {}\n}\n',
      });
      // A local backend takes none of the settings of an S3 one: its refusal shows that they arrived.
      expect(outcome).toMatchObject({
        status: 'failed',
        error: {
          message: expect.stringContaining('Error: Invalid backend configuration argument') as string,
        },
      });
    });

    it('saves its state and unlocks it when it is interrupted', async () => {
      const slow = `${configuration}
resource "terraform_data" "slow" {
  depends_on = [terraform_data.cluster]
  provisioner "local-exec" { command = "echo at work; sleep 10" }
}`;
      const request = await clusterRequest(await scratch.fresh(), {
        Makefile: makefile(recipe),
        'live/cluster/main.tf': slow,
      });
      const provisioning = startProvisioning(request, {
        line: (text) => {
          if (text.endsWith('at work')) provisioning.interrupt();
        },
      });
      const outcome = await provisioning.outcome;
      const directory = path.join(request.workDirectory, 'source/live/cluster');
      expect(outcome).toMatchObject({
        status: 'failed',
        error: {
          code: 'StateNotSaved',
          message: expect.stringMatching(/was asked to stop.*outside the backend/) as string,
        },
        strandedStates: [{ file: path.join(directory, 'terraform.tfstate') }],
      });
      expect(readFileSync(path.join(directory, 'terraform.tfstate'), 'utf8')).toContain('"name": "cluster"');
      expect(existsSync(path.join(directory, '.terraform.tfstate.lock.info'))).toBe(false);
      expect(readFileSync(request.logFile, 'utf8')).toContain('Interrupt received');
    }, 90_000);
  },
);
