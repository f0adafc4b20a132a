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
    [
      `{"RoleArn": "arn", "AccessKeyId": "ASIAIOSFODNN7EXAMPLE", "Token": "short/but+a/token=="}`,
      `{"RoleArn": "arn", "AccessKeyId": "***", "Token": "***"}`,
    ],
    [`{\\"Token\\":\\"short/but+a/token==\\"}`, '{\\"Token\\":\\"***\\"}'],
    [`set -gx AWS_SECRET_ACCESS_KEY ${secretKey}`, 'set -gx AWS_SECRET_ACCESS_KEY ***'],
    [`setenv AWS_SESSION_TOKEN "${token}"`, 'setenv AWS_SESSION_TOKEN "***"'],
    [`SecretAccessKey\t${secretKey}`, 'SecretAccessKey\t***'],
    [
      `CREDENTIALS\tASIAIOSFODNN7EXAMPLE\t2026-11-23T22:03:34+00:00\t${secretKey}\t${token}`,
      'CREDENTIALS\t***\t***',
    ],
    [`ASIAIOSFODNN7EXAMPLE ${secretKey} ${token}`, '*** ***'],
    [`got ${token}.`, 'got ***.'],
    [`got FwoG${token}`, 'got ***'],
    [`"${token.replaceAll('/', '\\/')}"`, '"***"'],
    [`"SecretAccessKey":"${secretKey.replaceAll('/', '\\/')}"`, '"SecretAccessKey":"***"'],
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

  it.each([
    ['base64', Buffer.from(secretKey).toString('base64')],
    ['base64 with a line end', Buffer.from(`${secretKey}\n`).toString('base64')],
    ['base64 of a text one byte into it', Buffer.from(`:${secretKey}`).toString('base64')],
    ['base64 of a text two bytes into it', Buffer.from(`id${secretKey}, and more`).toString('base64')],
    ['JSON', `"${secretKey.replaceAll('/', '\\/')}"`],
  ])('masks known secrets in %s', (_, written) => {
    const { redacted } = createRedactor(() => [secretKey]).redact(written);
    expect(redacted).toContain('***');
    expect(redacted.replaceAll('***', '').length).toBeLessThan(20);
    expect(Buffer.from(redacted, 'base64').toString('latin1')).not.toMatch(/wJalr|bPxRf|EXAMPLE/);
  });

  it('masks a known secret with quotes in it as JSON writes it', () => {
    const { redacted } = createRedactor(() => ['pass"word/1']).redact(JSON.stringify({ a: 'pass"word/1' }));
    expect(redacted).toBe('{"a":"***"}');
  });

  it('leaves what terraform ordinarily prints as it is', () => {
    const output = [
      '- Installed hashicorp/aws v5.98.0 (signed by HashiCorp)',
      '    "h1:/KxZ4VsyZJ8oUqwgKZ5NbGpOWn7GdDnPgvbpLdvRqoE=",',
      '    "zh:23377bd90204b6203b904f48f53edcae3294eb072d8fc18a4531c0cde531a3a1",',
      'aws_vpc.this: Refreshing state... [id=vpc-0a1b2c3d4e5f67890]',
      '  + arn    = "arn:aws:eks:us-east-1:222222222222:cluster/blue"',
      `  + certificate_authority = "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0t${'LS0tCk1JSURCVEND'.repeat(30)}"`,
      '  + session_token          = (sensitive value)',
      '  + secret_key             = var.secret_key',
      '  ~ token = "" -> (known after apply)',
      '  NextToken: "AAAAB3NzaC1yc2EAAAADAQABAAABAQC7"',
      '  "Token": "",',
      '│ The security token included in the request is invalid, AWS_SESSION_TOKEN may be unset',
      '│ Set AWS_SECRET_ACCESS_KEY environment-variable-or-profile for the provider',
      '│ api error InvalidClientTokenId: secret key management-cluster-blue-0001',
      'module.kms.aws_kms_key.this: Creation complete after 1s [id=1234abcd-12ab-34cd-56ef-1234567890ab]',
      'Apply complete! Resources: 3 added, 0 changed, 0 destroyed.',
    ].join('\n');
    expect(createRedactor(() => [secretKey]).redact(output).redacted).toBe(output);
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
