import { Region, exitCodeByPhase, isPlatformError } from '@regional-pipeline/platform-model';
import { Command } from 'commander';
import { applyRegion, type RegionAction } from './deploy/apply-region.js';
import { readCallerAccount } from './deploy/caller-account.js';
import { runCdk } from './deploy/run-cdk.js';

const program = new Command('region').description(
  "What the targets diff and deploy of a region's project run.",
);
const descriptions: Readonly<Record<RegionAction, string>> = {
  diff: "shows what a deploy would change in the credentials' account",
  deploy: "deploys the region's stacks of the credentials' account",
};
for (const action of ['diff', 'deploy'] as const) {
  program
    .command(action)
    .description(descriptions[action])
    .argument('<region>', 'the region', (value) => Region.parse(value))
    .argument('<assembly>', 'the folder of the synthesized region')
    .action((region: Region, assembly: string) =>
      applyRegion(action, region, assembly, {
        readCallerAccount,
        runCdk,
        print: (line) => process.stdout.write(`${line}\n`),
      }),
    );
}

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(
    isPlatformError(error)
      ? `${error.code}: ${error.message}\n${error.remedy}\n`
      : `This is a defect of the regional pipeline: ${String(error)}\n`,
  );
  process.exitCode = isPlatformError(error) ? exitCodeByPhase[error.kind.phase] : 1;
}
