import { createRedactor } from './redactor.js';

const secretKey = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const token = `IQoJb3JpZ2luX2VjE${'aB3+/xyz'.repeat(100)}==`;

describe('createRedactor', () => {
  const unknown = createRedactor(() => []);

  it.each([
    ['AKIAIOSFODNN7EXAMPLE is the id', '*** is the id'],
    ['id=ASIAIOSFODNN7EXAMPLE,', 'id=***,'],
    [`aws_secret_access_key = ${secretKey}`, 'aws_secret_access_key = ***'],
    [`export AWS_SECRET_ACCESS_KEY=${secretKey};`, 'export AWS_SECRET_ACCESS_KEY=***;'],
    [`AWS_SECRET_ACCESS_KEY='${secretKey}'`, "AWS_SECRET_ACCESS_KEY='***'"],
    [`"SecretAccessKey": "${secretKey}",`, '"SecretAccessKey": "***",'],
    [`{\\"SecretAccessKey\\":\\"${secretKey}\\"}`, '{\\"SecretAccessKey\\":\\"***\\"}'],
    [`<SecretAccessKey>${secretKey}</SecretAccessKey>`, '<SecretAccessKey>***</SecretAccessKey>'],
    [`|  SecretAccessKey |  ${secretKey}  |`, '|  SecretAccessKey |  ***  |'],
    [`secret_key = "${secretKey}"`, 'secret_key = "***"'],
    [`AWS_SESSION_TOKEN=${token}`, 'AWS_SESSION_TOKEN=***'],
    [`"SessionToken": "${token}"`, '"SessionToken": "***"'],
    [`X-Amz-Security-Token: ${token}`, 'X-Amz-Security-Token: ***'],
    [
      `https://host/?X-Amz-Security-Token=${encodeURIComponent(token)}&a=1`,
      'https://host/?X-Amz-Security-Token=***&a=1',
    ],
  ])('masks what looks like a credential: %s', (text, expected) => {
    expect(unknown.redact(text).redacted).toBe(expected);
  });

  it.each([
    'aws_eks_cluster.this: Creation complete after 12m3s [id=blue]',
    '+ secret_key = (sensitive value)',
    'session_token = var.token',
    'asiapacificsoutheast1 AKIA and ASIAN',
    'arn:aws:iam::222222222222:role/ManagementClusterDeployRole',
  ])('leaves the rest: %s', (text) => {
    expect(unknown.redact(text).redacted).toBe(text);
  });

  it('masks known secrets wherever they are, also URL-encoded, also when they become known later', () => {
    const secrets: string[] = [];
    const redactor = createRedactor(() => secrets);
    expect(redactor.redact(`got ${secretKey}`).redacted).toBe(`got ${secretKey}`);
    secrets.push(secretKey);
    expect(redactor.redact(`got ${secretKey}!`).redacted).toBe('got ***!');
    expect(redactor.redact(`?s=${encodeURIComponent(secretKey)}&`).redacted).toBe('?s=***&');
  });

  it('masks the whole of the longer secret when another one is its beginning', () => {
    const redactor = createRedactor(() => ['abcdefgh', 'abcdefgh-and-more']);
    expect(redactor.redact('x abcdefgh-and-more y').redacted).toBe('x *** y');
  });

  it('does not take an empty or tiny value for a secret', () => {
    expect(createRedactor(() => ['', 'a']).redact('banana').redacted).toBe('banana');
  });

  it('consumes a match that begins before the limit as a whole', () => {
    const text = `abc ${secretKey} def`;
    const redactor = createRedactor(() => [secretKey]);
    expect(redactor.redact(text, 6)).toEqual({ redacted: 'abc ***', consumed: 4 + secretKey.length });
    expect(redactor.redact(text, 4)).toEqual({ redacted: 'abc ', consumed: 4 });
  });
});
