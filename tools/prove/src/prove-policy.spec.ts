import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadActionCatalogue, type ActionCatalogue } from '@regional-pipeline/policy-proofs';
import { explainViolation, worstOf } from '@regional-pipeline/security-model';
import { provePolicy } from './prove-policy.js';

describe('provePolicy', () => {
  let catalogue: ActionCatalogue;
  let directory: string;
  beforeAll(async () => {
    catalogue = await loadActionCatalogue();
    directory = mkdtempSync(path.join(tmpdir(), 'prove-policy-'));
  });
  afterAll(() => rmSync(directory, { recursive: true }));
  const file = (text: unknown): string => {
    const name = path.join(directory, 'policy.json');
    writeFileSync(name, typeof text === 'string' ? text : JSON.stringify(text));
    return name;
  };
  const policy = (...Statement: readonly unknown[]) => file({ Version: '2012-10-17', Statement });

  it('proves what a policy does not allow', () => {
    const name = policy({ Effect: 'Allow', Action: 's3:*', Resource: '*' });
    expect(worstOf(provePolicy(name, ['iam:*', 'sts:*'], catalogue))).toBe('proved');
  });

  it('shows a request that it allows, and the statement', () => {
    const name = policy(
      { Effect: 'Allow', NotAction: 'organizations:*', Resource: '*' },
      {
        Effect: 'Deny',
        Action: 'iam:*',
        Resource: '*',
        Condition: { StringNotEquals: { 'aws:RequestedRegion': 'us-east-1' } },
      },
    );
    const [part] = provePolicy(name, ['iam:CreateUser'], catalogue);
    if (!part) throw new TypeError('nothing was asked');
    expect(part.proof.verdict).toBe('violated');
    const lines = explainViolation(part)?.lines ?? [];
    expect(lines).toContain('action     iam:CreateUser');
    expect(lines).toContain('conditions aws:RequestedRegion = us-east-1');
    expect(lines.at(-1)).toContain('statement 0 of ');
  });

  it('asks for users as well, whose names a policy may have as a variable', () => {
    const name = policy({
      Effect: 'Allow',
      Action: 'iam:CreateAccessKey',
      Resource: 'arn:aws:iam::*:user/${aws:username}',
    });
    const [part] = provePolicy(name, ['iam:*'], catalogue);
    expect(part?.proof).toMatchObject({
      verdict: 'violated',
      request: { action: 'iam:CreateAccessKey', principal: { kind: 'user' } },
    });
  });

  it.each(['iam:CreatUser', 'cloudformaton:*'])(
    'proves nothing of an action that there is not: %s',
    (misspelt) => {
      const name = policy({ Effect: 'Allow', Action: 's3:*', Resource: '*' });
      expect(() => provePolicy(name, ['iam:*', misspelt], catalogue)).toThrow(
        `${JSON.stringify(misspelt)} is no action of the list of ${catalogue.date}.`,
      );
    },
  );

  it('refuses the policy of a bucket or of a trust, which says whom it lets in', () => {
    const name = policy({ Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' });
    expect(() => provePolicy(name, ['s3:*'], catalogue)).toThrow(
      'it names principals, as the policy of a resource does',
    );
  });

  it('knows taking a role for an action', () => {
    const name = policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' });
    expect(worstOf(provePolicy(name, ['sts:*'], catalogue))).toBe('violated');
  });

  it('takes a single statement that is in no list', () => {
    const name = file({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*' },
    });
    expect(worstOf(provePolicy(name, ['s3:GetObject'], catalogue))).toBe('violated');
  });

  it.each([
    ['{', 'cannot be read as a policy (SyntaxError'],
    ['[]', 'policy'],
    ['null', 'cannot be read as a policy'],
    [{ Version: '2012-10-17', Statement: [{ Effect: 'Permit', Action: '*', Resource: '*' }] }, 'Permit'],
  ])('never takes %j for a policy that allows nothing', (text, message) => {
    expect(() => provePolicy(file(text), ['iam:*'], catalogue)).toThrow(message);
  });

  it('says that there is no such file', () => {
    expect(() => provePolicy(path.join(directory, 'none.json'), ['iam:*'], catalogue)).toThrow('ENOENT');
  });
});
