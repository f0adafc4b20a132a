import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readCdkContext } from './cdk-context.js';

describe('readCdkContext', () => {
  it('is empty where there is no CDK command line', () => {
    expect(readCdkContext({})).toEqual({});
  });

  it('reads the variable, and the file beside it', () => {
    const directory = mkdtempSync(path.join(tmpdir(), 'cdk-context-'));
    try {
      const file = path.join(directory, 'context.json');
      writeFileSync(file, '{"region":"us-east-1"}');
      expect(
        readCdkContext({ CDK_CONTEXT_JSON: '{"branch_name":"main"}', CONTEXT_OVERFLOW_LOCATION_ENV: file }),
      ).toEqual({ region: 'us-east-1', branch_name: 'main' });
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  it.each(['', '{', '[]', 'null', '"text"'])('refuses %j', (text) => {
    expect(() => readCdkContext({ CDK_CONTEXT_JSON: text })).toThrow(
      /^The CDK context in CDK_CONTEXT_JSON cannot be read \(.+\)\.$/,
    );
  });

  it('refuses a file that is not there', () => {
    expect(() => readCdkContext({ CONTEXT_OVERFLOW_LOCATION_ENV: '/nowhere/context.json' })).toThrow(
      'ENOENT',
    );
  });
});
