import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runProgram } from './testing/run-program.js';

const prove = (...args: readonly string[]) => runProgram('main.ts', ...args);

describe('the command', () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'prove-'));
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  it('prints a line a statement in columns, without colours where there is no terminal, and ends with 0', () => {
    const { status, stdout, stderr } = prove('--only', 'SM-11', 'SM-15');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const [title, , ...lines] = stdout.split('\n');
    expect(title).toMatch(/^us-east-1, for all [\d,]+ actions of \d{4}-\d\d-\d\d and those to come$/);
    expect(lines.slice(0, 2)).toEqual([
      expect.stringMatching(/^SM-11 {2}proved {4} +\d+ ms {2}iam:CreateRole, /) as unknown,
      expect.stringMatching(/^SM-15 {2}proved {4} +\d+ ms {2}iam:CreateServiceLinkedRole by D: /) as unknown,
    ]);
    expect(new Set(lines.slice(0, 2).map((line) => line.indexOf(' ms  iam:')))).toHaveProperty('size', 1);
    expect(stdout).toMatch(/\n2 of 2 proved in [\d.]+ s\n$/);
    expect(stdout).not.toContain('\u001B');
  });

  it('explains a statement by what was asked of which policies', () => {
    const { status, stdout } = prove('--explain', 'SM-11');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^SM-11 {2}proved\n/);
    expect(stdout).toContain(
      '    looked at  management-deploy-role-us-east-1-222222222222.template.json: DeployRole Properties.Policies.0.PolicyDocument\n',
    );
  });

  it('prints JSON for programs', () => {
    const { stdout } = prove('--only', 'SM-15', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      regions: [
        {
          region: 'us-east-1',
          statements: [{ id: 'SM-15', verdict: 'proved', parts: [{ kind: 'forbidden' }] }],
        },
      ],
    });
  });

  it('ends with 1 where a policy allows what it must not, and with 2 on wrong usage', () => {
    const file = path.join(directory, 'policy.json');
    writeFileSync(
      file,
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'iam:*', Resource: '*' }],
      }),
    );
    const violated = prove('--policy', file, '--forbid', 'iam:CreateUser');
    expect(violated.status).toBe(1);
    expect(violated.stdout).toMatch(
      /^violated: \S+ allows one of iam:CreateUser\n[^]*action {5}iam:CreateUser/,
    );
    expect(prove('--policy', file, '--forbid', 's3:*').status).toBe(0);
    const wrong = prove('--policy', path.join(directory, 'none.json'), '--forbid', 's3:*');
    expect({ status: wrong.status, stdout: wrong.stdout }).toEqual({ status: 2, stdout: '' });
    expect(wrong.stderr).toMatch(
      /^PolicyFileUnreadable: [^\n]*ENOENT[^\n]*\nName a file with one policy of a role, a user or a group in JSON\.\n$/,
    );
  });
});
