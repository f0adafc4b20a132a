import path from 'node:path';
import { workspace } from '../workspace-paths.js';
import { measure, median, type Run } from './measure.js';

/** Tells the largest resident set of a program that does not tell it itself. */
const tellMemory =
  'data:text/javascript,process.on("exit",()=>process.stdout.write(`"maxRss":${process.resourceUsage().maxRSS}`))';

const inputs = [
  ...['--region', 'us-east-1', '--regional-account', '111111111111', '--management-account', '222222222222'],
  ...['--repository-id', 'owner/repo', '--central-state-bucket', 'central-terraform-state'],
];

/**
 * The proofs of one region and of all, and what they add to a synth, as whole processes.
 *
 * @returns lines of a table
 */
export async function benchProofs(folder: string, runs: number): Promise<string[]> {
  const { PATH = '' } = process.env;
  const out = path.join(folder, 'proofs');
  const run = (program: string, args: readonly string[]) =>
    measure(
      [
        '--conditions=@regional-pipeline/source',
        '--import=tsx',
        `--import=${tellMemory}`,
        path.join(workspace, program),
        ...args,
      ],
      { PATH, TMPDIR: folder },
    );
  const samples: Record<'one' | 'all' | 'proved' | 'bare', Run[]> = {
    one: [],
    all: [],
    proved: [],
    bare: [],
  };
  for (let turn = 0; turn < runs; turn++) {
    samples.one.push(await run('tools/prove/src/main.ts', ['--region', 'us-east-1']));
    samples.all.push(await run('tools/prove/src/main.ts', ['--all-regions']));
    samples.proved.push(await run('apps/regional-pipeline/src/main.ts', [...inputs, '--out', out]));
    samples.bare.push(await run('tools/rehearsal/src/bench/synth-unproved.ts', [out]));
  }
  const proving = (which: 'one' | 'all') =>
    median(samples[which].map(({ stdout }) => Number(/ in ([\d.]+) s/.exec(stdout)?.[1])));
  const seconds = (which: keyof typeof samples) => median(samples[which].map((sample) => sample.seconds));
  const megabytes = (which: keyof typeof samples) =>
    median(samples[which].map((sample) => sample.megabytes ?? Number.NaN)).toFixed(0);
  return [
    `proofs of one region ${proving('one').toFixed(1)} s (at most 1.0)  whole process ${seconds('one').toFixed(1)} s ${megabytes('one')} MB`,
    `proofs of all 40 regions ${proving('all').toFixed(1)} s (at most 6 for the 36 of partition aws)  whole process ${seconds('all').toFixed(1)} s ${megabytes('all')} MB`,
    `synth of one region ${seconds('proved').toFixed(2)} s ${megabytes('proved')} MB  without proofs ${seconds('bare').toFixed(2)} s ${megabytes('bare')} MB  more ${(seconds('proved') - seconds('bare')).toFixed(2)} s (at most 1.50)`,
  ];
}
