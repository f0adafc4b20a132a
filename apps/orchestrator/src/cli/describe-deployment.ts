import type { Command } from 'commander';
import type { OutputFormat } from '../reporting/choose-reporter.js';
import { readRegion } from '../settings.js';
import type { CommandScope } from './command-scope.js';
import { format } from './options.js';

/** The commands about the pipeline itself, as it is deployed; of the environment they need the region alone. */
export function describeDeployment(program: Command, { host, finish }: CommandScope): void {
  const settle = (options: { readonly output: OutputFormat }) => ({
    region: readRegion(host.env),
    format: options.output,
    output: host.stdout,
    environment: host.env,
  });
  program
    .command('outputs')
    .description("the outputs of the pipeline's stack in AWS_REGION, by the contract's names")
    .addOption(format())
    .action(async (options: { readonly output: OutputFormat }) => {
      const settled = settle(options);
      const { outputs } = await import('../commands/outputs.js');
      finish(await outputs(settled));
    });

  program
    .command('connection')
    .description("how the pipeline's connection to the repository stands, and where to complete it")
    .addOption(format())
    .action(async (options: { readonly output: OutputFormat }) => {
      const settled = settle(options);
      const { connection } = await import('../commands/connection.js');
      finish(await connection(settled));
    });
}
