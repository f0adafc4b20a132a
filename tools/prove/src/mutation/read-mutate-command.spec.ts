import { mutatedPolicies } from '@regional-pipeline/security-model';
import { readMutateCommand } from './read-mutate-command.js';

describe('readMutateCommand', () => {
  it('takes every policy of one region where nothing is asked for', () => {
    expect(readMutateCommand([])).toEqual({
      kind: 'mutate',
      region: 'eu-west-1',
      policies: mutatedPolicies,
      json: false,
    });
  });

  it('takes a region, some policies and JSON', () => {
    expect(
      readMutateCommand(['--region', 'cn-north-1', '--only', 'boundary', 'deploy role', '--json']),
    ).toEqual({ kind: 'mutate', region: 'cn-north-1', policies: ['boundary', 'deploy role'], json: true });
  });

  it('shows its help', () => {
    expect(readMutateCommand(['--help'])).toMatchObject({
      kind: 'help',
      text: expect.stringContaining("--only <policies...>  some policies: 'build role trust'") as unknown,
    });
  });

  it.each([
    [['--region', 'mars-1'], '"mars-1" is not a region of the three partitions.'],
    [['--only', 'role'], '"role" is no policy of a pipeline; they are build role trust, '],
    [['--fast'], "unknown option '--fast'."],
  ])('refuses %j', (args, message) => {
    expect(() => readMutateCommand(args)).toThrow(message);
  });
});
