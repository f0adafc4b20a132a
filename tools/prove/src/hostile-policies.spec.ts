import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isPlatformError } from '@regional-pipeline/platform-model';
import { loadActionCatalogue, type ActionCatalogue } from '@regional-pipeline/policy-proofs';
import { explainViolation, worstOf } from '@regional-pipeline/security-model';
import { provePolicy } from './prove-policy.js';

const policy = (...Statement: readonly unknown[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const iam = (more: object) => ({ Effect: 'Allow', Action: 'iam:*', Resource: '*', ...more });
const many = <T>(count: number, of: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => of(index));
const role = (name: string) => `arn:aws:iam::111111111111:role/${name}`;
const raw = (element: string) => policy(iam({ Sid: '?' })).replace('"Sid":"?"', element);
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

/** What becomes of a policy, asked whether it allows `iam:*`: a verdict with what is said of it, or an error. */
const answers: readonly (readonly [what: string, text: string | Buffer, answer: string | RegExp])[] = [
  [
    'an unknown operator',
    policy(iam({ Condition: { StringSounds: { 'a:b': 'c' } } })),
    /^PolicyNotModelled .*StringSounds/,
  ],
  [
    'case that is not ASCII',
    policy(iam({ Effect: 'Allow', Condition: { StringEqualsIgnoreCase: { 'a:b': 'Ä' } } })),
    /^unknown .*StringEqualsIgnoreCase on a:b/,
  ],
  [
    '2,000 statements of another service',
    policy(
      ...many(2000, (index) => ({ Effect: 'Allow', Action: 's3:*', Resource: `arn:aws:s3:::b${index}/*` })),
    ),
    /^proved/,
  ],
  [
    '2,000 Denies that leave something',
    policy(iam({}), ...many(2000, (index) => iam({ Effect: 'Deny', Resource: role(`${index}/*`) }))),
    /^violated/,
  ],
  [
    '2,001 statements with one Sid twice',
    policy(...many(2001, (index) => iam({ Sid: `S${index % 2000}` }))),
    /^PolicyMalformed .*two statements/,
  ],
  ['a glob of 200 stars', policy(iam({ Resource: role('*a'.repeat(200)) })), /^violated/],
  ['an action of 200 stars', policy(iam({ Action: `iam:${'*a'.repeat(200)}` })), /^proved/],
  [
    'a glob of 5,000 stars',
    policy(iam({ Resource: role('*a'.repeat(5000)) })),
    /^PolicyNotModelled .*5000 wildcards/,
  ],
  ['a value of 10,000 characters', policy(iam({ Resource: role('x'.repeat(10_000)) })), /^violated/],
  [
    '10,000 actions',
    policy(iam({ Action: many(10_000, (index) => `s3:Get${index}`) })),
    /^PolicyNotModelled .*10000 entries/,
  ],
  [
    '300 actions of any service',
    policy(iam({ Action: many(300, (index) => `*:*Get${index}`) })),
    /^PolicyNotModelled .*300 patterns/,
  ],
  [
    '50 policy variables',
    policy(iam({ Resource: role(many(50, (index) => `\${aws:PrincipalTag/${index}, 'a'}`).join('')) })),
    /^PolicyNotModelled .*50 different/,
  ],
  [
    'policy variables everywhere',
    policy(
      iam({
        Resource: role('${aws:username}/${aws:PrincipalTag/a}'),
        Condition: { StringLike: { 'aws:PrincipalArn': '*${aws:userid}' } },
      }),
    ),
    /^violated .*user\/example/,
  ],
  ['a variable in an action', policy(iam({ Action: 'iam:${aws:username}' })), /^PolicyMalformed/],
  [
    'a variable that is not closed',
    policy(iam({ Resource: role('${aws:username') })),
    /^PolicyMalformed .*not closed/,
  ],
  ['emoji', policy(iam({ Resource: role('\u{1f600}*') })), /^violated/],
  ['no actions', policy(iam({ Action: [] })), /^PolicyMalformed .*empty/],
  ['no statements', policy(), /^PolicyMalformed .*empty/],
  ['nothing at all', '', /^PolicyFileUnreadable/],
  ['no object', '7', /^PolicyNotModelled/],
  ['a list of policies', `[${policy(iam({}))}]`, /^Policy/],
  ['deep nesting', nested(100_000), /^Policy/],
  [
    'a statement of deep nesting',
    `{"Version":"2012-10-17","Statement":${nested(100_000)}}`,
    /^PolicyMalformed/,
  ],
  ['an action of deep nesting', raw(`"NotAction":${nested(100_000)}`), /^PolicyMalformed/],
  ['a key twice', raw('"Effect":"Deny"'), /^PolicyFileUnreadable .*"Effect" stands twice/],
  ['a key twice, written in two ways', raw('"\\u0045ffect":"Deny"'), /^PolicyFileUnreadable .*stands twice/],
  ['a prototype', raw('"__proto__":{"Effect":"Deny"}'), /^PolicyNotModelled .*__proto__/],
  ['a byte order mark', `\ufeff${policy(iam({}))}`, /^violated/],
  ['UTF-16', Buffer.from(policy(iam({})), 'utf16le'), /^PolicyFileUnreadable/],
  [
    'Latin-1',
    Buffer.from(policy(iam({ Sid: 'é' })), 'latin1'),
    /^PolicyFileUnreadable .*not valid for encoding utf-8/,
  ],
  ['two megabytes', ' '.repeat(2_000_000), /^PolicyFileUnreadable .*more than 1000000 bytes/],
];

describe('whatever the file of a policy holds', () => {
  let catalogue: ActionCatalogue;
  let directory: string;
  beforeAll(async () => {
    catalogue = await loadActionCatalogue();
    directory = mkdtempSync(path.join(tmpdir(), 'hostile-policies-'));
  });
  afterAll(() => rmSync(directory, { recursive: true }));
  const fileOf = (text: string | Buffer): string => {
    const file = path.join(directory, 'policy.json');
    writeFileSync(file, text);
    return file;
  };

  it.each(answers)('%s has an answer, or an error that says what to do', (_, text, answer) => {
    const started = performance.now();
    expect(answerTo(fileOf(text))).toMatch(answer);
    // The bound only has to be short of what would not end.
    expect(performance.now() - started).toBeLessThan(60_000);
  });

  function answerTo(file: string): string {
    try {
      const parts = provePolicy(file, ['iam:*'], catalogue);
      return [worstOf(parts), ...parts.flatMap((part) => explainViolation(part)?.lines ?? [])].join(' ');
    } catch (error) {
      if (!isPlatformError(error)) throw error;
      expect(error.remedy).not.toBe('');
      return `${error.code} ${error.message}`;
    }
  }

  it('has no say over the terminal, as text or as JSON, in an answer or in an error', () => {
    const hostile = '\u001b[2J\u009b31m\u202e\u0007';
    const allowing = fileOf(policy(iam({ Sid: hostile, Resource: role(`x${hostile}`) })));
    const violated = prove('--policy', allowing, '--forbid', 'iam:*');
    expect(violated).toMatchObject({ status: 1, stderr: '' });
    const refused = prove('--policy', fileOf(policy(iam({ [hostile]: 1 }))), '--forbid', 'iam:*', '--json');
    expect(refused.status).toBe(2);
    expect(JSON.parse(refused.stdout)).toEqual({
      error: {
        code: 'PolicyNotModelled',
        message: expect.stringContaining('it is no known element') as string,
        remedy: expect.stringMatching('.') as string,
      },
    });
    for (const { stdout, stderr } of [violated, refused]) {
      // eslint-disable-next-line no-control-regex -- control characters are what this is about
      expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
      expect(stdout + stderr).toContain('\\u001b[2J\\u009b31m\\u202e\\u0007');
    }
  });
});

/** Runs the real command. */
function prove(...args: readonly string[]) {
  return spawnSync(
    process.execPath,
    [
      '--conditions=@regional-pipeline/source',
      `--import=${require.resolve('tsx')}`,
      path.join(__dirname, 'main.ts'),
      ...args,
    ],
    {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], TSX_TSCONFIG_PATH: path.join(__dirname, '../tsconfig.lib.json') },
    },
  );
}
