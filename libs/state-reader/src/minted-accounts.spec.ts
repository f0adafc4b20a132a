import { centralState } from './testing/central-state.js';
import { object } from './testing/odd-s3.js';
import { errorOf, read } from './testing/read.js';

const URI = 's3://central-state/management-deploy/terraform.tfstate';

const stateWith = (outputs: Record<string, unknown>) =>
  object(JSON.stringify({ ...(JSON.parse(centralState({})) as object), outputs }));

describe('a state without the output', () => {
  it('names the outputs that it has', async () => {
    const outputs = {
      organization_id: { value: 'o-1', type: 'string' },
      regions: { value: [], type: ['list', 'string'] },
    };
    const error = await errorOf(read(stateWith(outputs)));
    expect(error.code).toBe('CentralStateNoAccounts');
    expect(error.message).toBe(`${URI} has no output "accounts"; its outputs are organization_id, regions.`);
  });

  it('may have no outputs at all', async () => {
    const error = await errorOf(read(stateWith({})));
    expect(error.code).toBe('CentralStateNoAccounts');
    expect(error.message).toBe(`${URI} has no output "accounts"; it has no outputs at all.`);
  });
});

describe('an output that is no map', () => {
  it.each([
    [{ value: {}, type: ['map', 'string'], sensitive: true }, 'is marked as sensitive'],
    [{ value: '{}', type: 'string' }, 'is of type "string", not a map of accounts'],
    [{ value: [], type: ['tuple', []] }, 'is of type "tuple", not a map of accounts'],
    [{ value: null, type: 'dynamic' }, 'is of type "dynamic", not a map of accounts'],
  ])('%j', async (accounts, message) => {
    const error = await errorOf(read(stateWith({ accounts })));
    expect(error.code).toBe('CentralStateOutputInvalid');
    expect(error.message).toBe(`the output "accounts" of ${URI} ${message}.`);
  });
});

describe('an account that is none', () => {
  const good = { id: '222222222222', region: 'us-east-1', type: 'management' };

  it.each([
    [{ ...good, id: '22222222222' }, 'id: "22222222222" is not a 12-digit account id'],
    [{ ...good, id: 222222222222 }, 'id: Invalid input: expected string, received number'],
    [{ ...good, region: 'us-esat-1' }, 'region: "us-esat-1" is not a region of the partitions'],
    [{ ...good, type: '' }, 'type: '],
    [{ id: good.id, region: good.region }, 'type: Invalid input: expected string, received undefined'],
    ['222222222222', 'Invalid input: expected object, received string'],
    [null, 'Invalid input: expected object, received null'],
  ])('%j stops the reading, and is named', async (bad, problem) => {
    const error = await errorOf(
      read(stateWith({ accounts: { value: { mc01: good, bad }, type: ['map', 'any'] } })),
    );
    expect(error.code).toBe('CentralStateAccountInvalid');
    expect(error.message.startsWith(`1 of 2 accounts in ${URI} are invalid: "bad" (`)).toBe(true);
    expect(error.message).toContain(problem);
    expect(error.message).not.toContain('mc01');
  });

  it('is one of many: the first twenty are named, the others counted', async () => {
    const value = Object.fromEntries(
      Array.from({ length: 33 }, (_, index) => [`bad${index}`, { ...good, id: '1' }]),
    );
    const error = await errorOf(read(stateWith({ accounts: { value, type: ['map', 'any'] } })));
    expect(error.message).toContain('33 of 33 accounts');
    expect(error.message).toContain('"bad19"');
    expect(error.message).not.toContain('"bad20"');
    expect(error.message).toContain(' and 13 more.');
    expect(error.context).toMatchObject({ invalid: 33 });
  });
});
