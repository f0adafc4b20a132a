import path from 'node:path';
import { Region, partitionOf } from '@regional-pipeline/platform-model';
import { workspace } from '../workspace-paths.js';
import { measure, median, type Run } from './measure.js';

/** Tells the largest resident set and the CPU time of a program that does not tell them itself. */
const tellUsage =
  'data:text/javascript,process.on("exit",()=>{const{maxRSS,userCPUTime:u,systemCPUTime:s}=process.resourceUsage();' +
  'process.stdout.write(`"maxRss":${maxRSS},"cpu":${(u+s)/1e6}`)})';

const inputs = [
  ...['--region', 'us-east-1', '--regional-account', '111111111111', '--management-account', '222222222222'],
  ...['--repository-id', 'owner/repo', '--central-state-bucket', 'central-terraform-state'],
];

type Program = 'catalogue' | 'one' | 'all' | 'proved' | 'bare';

/**
 * The proofs of one region and of all, what they add to a synth, and the loading of the list of actions, as whole
 * processes; each figure with its limit beside it.
 *
 * @returns lines of a table
 */
export async function benchProofs(folder: string, runs: number): Promise<string[]> {
  const { PATH = '' } = process.env;
  const out = path.join(folder, 'proofs');
  const programs: Readonly<Record<Program, readonly string[]>> = {
    catalogue: ['tools/prove/src/time-loading.ts'],
    one: ['tools/prove/src/main.ts', '--region', 'us-east-1'],
    all: ['tools/prove/src/main.ts', '--all-regions'],
    proved: ['apps/regional-pipeline/src/main.ts', ...inputs, '--out', out],
    bare: ['tools/rehearsal/src/bench/synth-unproved.ts', out],
  };
  const samples: Record<Program, Run[]> = { catalogue: [], one: [], all: [], proved: [], bare: [] };
  for (let turn = 0; turn < runs; turn++) {
    for (const [name, [program = '', ...args]] of Object.entries(programs)) {
      const node = ['--conditions=@regional-pipeline/source', '--import=tsx', `--import=${tellUsage}`];
      const run = await measure([...node, path.join(workspace, program), ...args], { PATH, TMPDIR: folder });
      samples[name as Program].push(run);
    }
  }
  const of = (name: Program, figure: (run: Run) => number) => median(samples[name].map(figure));
  const s = (value: number) => `${value.toFixed(2)} s`;
  const whole = (name: Program) => {
    const memory = of(name, ({ megabytes = Number.NaN }) => megabytes);
    const cpu = of(name, cpuSeconds);
    return `whole process ${s(of(name, ({ seconds }) => seconds))}, CPU ${s(cpu)}, ${memory.toFixed(0)} MB`;
  };
  const more = of('proved', ({ seconds }) => seconds) - of('bare', ({ seconds }) => seconds);
  return [
    `actions loaded in ${s(of('catalogue', provingSeconds))}`,
    `one region proved in ${s(of('one', provingSeconds))} (below 1.0)  ${whole('one')} (below 300)`,
    `the 36 regions of aws proved in ${s(of('all', secondsOfAws))} (below 6), all 40 in ${s(of('all', provingSeconds))}  ${whole('all')} (below 300)`,
    `synth of one region with its proofs ${s(more)} more (at most 1.5)  ${whole('proved')}  without: ${whole('bare')}`,
  ];
}

function provingSeconds({ stdout }: Run): number {
  return Number(/ in ([\d.]+) s/.exec(stdout)?.[1]);
}

function cpuSeconds({ stdout }: Run): number {
  return Number(/"cpu":([\d.]+)/.exec(stdout)?.[1]);
}

/** The sum of the regions of the partition aws, from a line a region: `us-east-1  22 of 22 proved  95 ms`. */
function secondsOfAws({ stdout }: Run): number {
  const lines = [...stdout.matchAll(/^(\S+) +\d+ of \d+ proved +(\d+) ms$/gm)];
  const ofAws = lines.filter(([, region]) => partitionOf(Region.parse(region)) === 'aws');
  if (ofAws.length !== 36) throw new RangeError(`36 regions of the partition aws were expected: ${stdout}`);
  return ofAws.reduce((sum, [, , ms]) => sum + Number(ms), 0) / 1000;
}
