import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { quoteCommand, renderConfigFile } from './config-file.js';

describe('renderConfigFile', () => {
  it('renders profiles as the AWS SDKs read them', () => {
    expect(
      renderConfigFile({
        regional: { region: 'us-east-1' },
        management: { role_arn: 'a', external_id: 'b' },
      }),
    ).toBe('[profile regional]\nregion = us-east-1\n\n[profile management]\nrole_arn = a\nexternal_id = b\n');
  });

  it.each(['a\nrole_arn = b', 'a\r', 'a\u0000', 'a\tb'])('refuses control characters: %j', (value) => {
    expect(() => renderConfigFile({ p: { name: value } })).toThrow(
      expect.objectContaining({ code: 'ProfileValueInvalid', context: { name: 'name', value } }) as Error,
    );
  });
});

describe('quoteCommand', () => {
  const word = fc.string({
    unit: fc.constantFrom(
      'a',
      'b',
      ' ',
      '/',
      '\\',
      "'",
      '"',
      '$',
      '`',
      '#',
      ';',
      '=',
      ':',
      '*',
      '&',
      '|',
      '~',
      '!',
    ),
    minLength: 1,
    maxLength: 12,
  });

  it('gives every word back through a shell, and no blank before a comment sign', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
        const command = quoteCommand(['printf', '%s\\0', ...words]);
        expect(command).not.toMatch(/\s[#;]/);
        expect(execFileSync('/bin/sh', ['-c', command], { encoding: 'utf8' }).split('\0')).toEqual([
          ...words,
          '',
        ]);
      }),
      { numRuns: 60 },
    );
  });

  it('leaves a plain command as it is', () => {
    expect(quoteCommand(['/usr/bin/node', '/opt/app.mjs', '--profile'])).toBe(
      '/usr/bin/node /opt/app.mjs --profile',
    );
  });
});
