import { centralState } from './testing/central-state.js';
import { object } from './testing/odd-s3.js';
import { errorOf, read } from './testing/read.js';

const URI = 's3://central-state/management-deploy/terraform.tfstate';
const state = JSON.parse(centralState({})) as Record<string, unknown>;

describe('an object that is not JSON', () => {
  it.each([
    ['', '(0 bytes) is empty.'],
    ['{"version": 4, "lineage": "x', '(28 bytes) is not JSON: it ends too early, it may be truncated.'],
    [centralState({}).slice(0, 200), '(200 bytes) is not JSON: it ends too early, it may be truncated.'],
    ['{"version": 4 "serial": 1}', '(26 bytes) is not JSON: at character 14 something else is expected.'],
    ['{"version": 4, "serial": secret}', '(32 bytes) is not JSON.'],
    ['<?xml version="1.0"?>', '(21 bytes) is not JSON: it does not begin with {.'],
    ['[]', '(2 bytes) is not JSON: it does not begin with {.'],
    ['[['.repeat(4_000_000), '(8000000 bytes) is not JSON: it does not begin with {.'],
    ['\0'.repeat(8 << 20), '(8388608 bytes) is not JSON: it does not begin with {.'],
    [' '.repeat(8 << 20), '(8388608 bytes) is not JSON: it does not begin with {.'],
  ])('%#: %.30j', async (text, message) => {
    const error = await errorOf(read(object(text)));
    expect(error).toMatchObject({ code: 'CentralStateUnreadable', retryable: false });
    expect(error.message).toBe(`${URI} ${message}`);
  });

  it('is not quoted: a state may hold secrets', async () => {
    for (const text of ['{"password": hunter2}', '{"password": "hunter2', '{"password": "hunter2" oops}']) {
      const error = await errorOf(read(object(text)));
      expect(JSON.stringify(error.context) + error.message + String(error.cause)).not.toContain('hunter2');
    }
  });
});

describe('JSON that is not a Terraform state of version 4', () => {
  it.each([
    ['another version', { ...state, version: 3 }, 'version: 3 is not 4'],
    ['no version', { ...state, version: undefined }, 'version: undefined is not 4'],
    [
      'an endless serial',
      { ...state, serial: 'ENDLESS' },
      'serial: Invalid input: expected number, received Infinity',
    ],
    ['no lineage', { ...state, lineage: '' }, 'lineage: '],
    ['no outputs', { ...state, outputs: undefined }, 'outputs: '],
    ['an output that is none', { ...state, outputs: { accounts: [] } }, 'outputs: accounts: '],
    ['an output without a value', { ...state, outputs: { accounts: {} } }, 'outputs: accounts: value: '],
    ['an encrypted state', { encryption_version: 'v0', encrypted_data: 'x' }, 'version: undefined is not 4'],
  ])('%s', async (_, value, problem) => {
    const text = JSON.stringify(value).replace('"ENDLESS"', '1e999');
    const error = await errorOf(read(object(text)));
    expect(error.code).toBe('CentralStateNotV4');
    expect(error.message.startsWith(`${URI} is not a Terraform state of version 4 (`)).toBe(true);
    expect(error.message).toContain(problem);
  });
});
