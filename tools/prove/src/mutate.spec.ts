import { runProgram } from './testing/run-program.js';

jest.setTimeout(30_000);

const mutate = (...args: readonly string[]) => runProgram('mutate.ts', ...args);

describe('the command that mutates', () => {
  it('ends with 0 where every mutant is killed, equivalent or listed, and shows no progress to a file', () => {
    const { status, stdout, stderr } = mutate('--only', 'pipeline role trust');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^The policies of eu-west-1, one thing changed at a time\n\npolicy /);
    expect(stdout).toMatch(
      /\n(\d+) of \d+ mutants killed, \d+ proved equivalent, 0 listed, 0 open: 100\.0 % /,
    );
  });

  it('prints JSON for programs', () => {
    const { stdout } = mutate('--only', 'pipeline role trust', '--json');
    const { total, mutants } = JSON.parse(stdout) as { total: Record<string, number>; mutants: unknown[] };
    expect(Object.values(total).reduce((sum, count) => sum + count, 0)).toBe(mutants.length);
  });

  it('ends with 2 on wrong usage', () => {
    const { status, stdout, stderr } = mutate('--only', 'everything');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(
      /^ProveUsageWrong: "everything" is no policy [^\n]*\nSee `npm run mutate -- --help`\.\n$/,
    );
  });
});
