import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inputDefinitions } from './input-definitions.js';
import { regionFileJsonSchema } from './region-file-schema.js';
import { parseRegionFile, readRegionFile } from './region-file.js';

const required = {
  regional_account: '111111111111',
  management_account: ['222222222222'],
  repository_id: 'owner/repo',
  central_state_bucket: 'central-terraform-state',
};
const parse = (content: unknown, file = 'regions/us-east-1.json') =>
  parseRegionFile(file, typeof content === 'string' ? content : JSON.stringify(content));

describe('parseRegionFile', () => {
  it('takes the inputs by the names of the contract, and the region from the name of the file', () => {
    expect(
      parse({
        $schema: '../region.schema.json',
        ...required,
        branch_name: 'release',
        log_retention_days: 90,
      }),
    ).toEqual({
      region: 'us-east-1',
      regionalAccount: '111111111111',
      managementAccounts: ['222222222222'],
      repositoryId: 'owner/repo',
      centralStateBucket: 'central-terraform-state',
      branchName: 'release',
      logRetentionDays: 90,
    });
    expect(parse({ ...required, region: 'us-east-1' }).region).toBe('us-east-1');
  });

  const { repository_id: _, ...withoutRepository } = required;
  const refused: [string, unknown, string[]][] = [
    [
      'a number that lost its zeros',
      { ...required, regional_account: 11111111111 },
      ['regional_account: 11111111111: ', 'Expected: the 12-digit id of the account'],
    ],
    ['a value that is not one', { ...required, repository_id: 'owner' }, ['repository_id: "owner"']],
    ['one of a list', { ...required, management_account: ['222'] }, ['management_account.0: "222"']],
    ['text for a list', { ...required, management_account: '222222222222' }, ['"222222222222": ', 'array']],
    ['a missing key', withoutRepository, ['repository_id: it is missing.', 'owner/repo']],
    [
      'a misspelt key',
      { ...required, branchname: 'x' },
      ['branchname is not a key', 'Is branch_name meant?'],
    ],
    ['an unknown key', { ...required, owner: 'x' }, ['owner is not a key', 'Its keys are region, ']],
    [
      'what contradicts another',
      { ...required, management_account: ['111111111111'] },
      ['management_account: 111111111111 is the regional account'],
    ],
    [
      'another region',
      { ...required, region: 'us-west-2' },
      ['"us-west-2"', "the file's name says us-east-1"],
    ],
    ['no object', [], ['it holds no object']],
    ['no JSON', '{', ['it is no JSON (']],
  ];

  it.each(refused)('refuses %s, with file, key, value and what is expected', (_what, content, said) => {
    const error = thrownBy(() => parse(content));
    expect(error).toMatchObject({ code: 'InvalidRegionFile' });
    for (const part of ['regions/us-east-1.json is not the file of a region', ...said]) {
      expect(error.message).toContain(part);
    }
  });

  it('refuses a file that no region is the name of', () => {
    expect(thrownBy(() => parse(required, 'regions/us-east-9.json')).message).toContain(
      '"us-east-9" is none',
    );
  });

  it('lists every problem at once', () => {
    const { message } = thrownBy(() => parse({ regional_account: 'x', branchname: 'y' }));
    expect(message.match(/^- \w+/gm)).toEqual([
      '- regional_account',
      '- management_account',
      '- repository_id',
      '- central_state_bucket',
      '- branchname',
    ]);
  });
});

describe('readRegionFile', () => {
  it('reads the file, and says where it cannot', () => {
    const directory = mkdtempSync(path.join(tmpdir(), 'region-file-'));
    try {
      const file = path.join(directory, 'eu-west-1.json');
      expect(thrownBy(() => readRegionFile(file)).message).toMatch(/cannot be read \(ENOENT/);
      writeFileSync(file, JSON.stringify(required));
      expect(readRegionFile(file).region).toBe('eu-west-1');
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});

describe('the schema for editors', () => {
  it('is what region.schema.json says; `nx run regional-pipeline:schema` writes it again', () => {
    const committed = readFileSync(path.join(__dirname, '../region.schema.json'), 'utf8');
    expect(JSON.parse(committed)).toEqual(regionFileJsonSchema());
  });

  it('has every input with its description, and no other key', () => {
    const schema = regionFileJsonSchema() as {
      properties: Record<string, { description?: string }>;
      required: string[];
      additionalProperties: boolean;
    };
    const { $schema: _schema, ...properties } = schema.properties;
    expect(Object.keys(properties)).toEqual(Object.values(inputDefinitions).map(({ name }) => name));
    for (const { description } of Object.values(properties)) expect(description).toBeTruthy();
    expect(schema.required.sort()).toEqual(Object.keys(required).sort());
    expect(schema.additionalProperties).toBe(false);
  });
});

function thrownBy(action: () => unknown): Error {
  try {
    action();
  } catch (error) {
    return error as Error;
  }
  throw new TypeError('nothing was thrown');
}
