import { listRegions } from '@regional-pipeline/platform-model';
import { readCommand } from './read-command.js';

const read = (...args: readonly string[]) => readCommand(args);

describe('readCommand', () => {
  it('proves one region where nothing is asked for', () => {
    expect(read()).toEqual({ kind: 'regions', regions: ['us-east-1'], json: false });
  });

  it('takes a region, every region, or some statements', () => {
    expect(read('--region', 'eu-west-1', '--json')).toEqual({
      kind: 'regions',
      regions: ['eu-west-1'],
      json: true,
    });
    expect(read('--all-regions')).toMatchObject({ regions: listRegions() });
    expect(read('--only', 'sm-11', 'SM-12')).toMatchObject({ only: ['SM-11', 'SM-12'] });
    expect(read('--only', 'SM-11,SM-12')).toMatchObject({ only: ['SM-11', 'SM-12'] });
  });

  it('explains a statement, whatever its case', () => {
    expect(read('--explain', 'sm-11')).toMatchObject({
      kind: 'explain',
      region: 'us-east-1',
      statement: 'SM-11',
    });
  });

  it("takes a policy of one's own with what it must not allow", () => {
    expect(read('--policy', 'p.json', '--forbid', 'iam:*', 's3:Put?bject')).toEqual({
      kind: 'policy',
      file: 'p.json',
      forbid: ['iam:*', 's3:Put?bject'],
      json: false,
    });
  });

  it('shows its flags', () => {
    expect(read('--help')).toMatchObject({
      kind: 'help',
      text: expect.stringContaining('--explain <id>') as unknown,
    });
  });

  it.each([
    [['--regoin'], "unknown option '--regoin'"],
    [['--region', 'nowhere-1'], '"nowhere-1" is not a region of the three partitions.'],
    [['--region', 'us-east-1', '--all-regions'], '--region does not go with --all-regions.'],
    [['--explain', 'SM-99'], 'SM-99 is not a statement that is proved of templates.'],
    [['--only', 'SM-1'], 'SM-1 is not a statement that is proved of templates.'],
    [['--explain', 'SM-11', '--all-regions'], '--explain is about one statement of one region.'],
    [['--policy', 'p.json'], '--policy and --forbid go together.'],
    [['--forbid', 'iam:*'], '--policy and --forbid go together.'],
    [['--policy', 'p.json', '--forbid', 'iam'], '"iam" is no action such as iam:PassRole or iam:*.'],
    [
      ['--policy', 'p.json', '--forbid', 'iam:*', '--all-regions'],
      '--policy does not go with --all-regions.',
    ],
  ])('refuses %j', (args, message) => {
    expect(() => readCommand(args)).toThrow(message);
  });
});
