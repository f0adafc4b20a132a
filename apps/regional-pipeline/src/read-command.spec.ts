import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isPlatformError } from '@regional-pipeline/platform-model';
import { inputDefinitions } from './input-definitions.js';
import { readCommand, type InputSources, type SynthCommand } from './read-command.js';

const flags = [
  ['--region', 'us-east-1'],
  ['--regional-account', '111111111111'],
  ['--management-account', '222222222222'],
  ['--repository-id', 'owner/repo'],
  ['--central-state-bucket', 'central'],
  ['--out', 'templates'],
].flat();

const read = (sources: Partial<InputSources>): SynthCommand =>
  readCommand({ arguments: [], context: {}, environment: {}, ...sources });

/** The problems that the command is refused for. */
const problemsOf = (sources: Partial<InputSources>): string[] => {
  try {
    read(sources);
  } catch (error) {
    if (!isPlatformError(error)) throw error;
    expect(error.code).toBe('InvalidInputs');
    for (const problem of error.context['problems'] as string[]) expect(error.message).toContain(problem);
    return error.context['problems'] as string[];
  }
  return [];
};

/** The problems of a command that would be right but for these flags. */
const problemsWith = (...more: string[]) => problemsOf({ arguments: [...flags, ...more] });

const required = {
  region: 'us-east-1',
  regionalAccount: '111111111111',
  managementAccounts: ['222222222222'],
  repositoryId: 'owner/repo',
  centralStateBucket: 'central',
};

describe('readCommand', () => {
  it('reads flags', () => {
    expect(read({ arguments: flags })).toEqual({ inputs: required, out: 'templates', validate: false });
  });

  it('reads the context', () => {
    const context = {
      region: 'us-east-1',
      regional_account: '111111111111',
      management_account: '222222222222',
      repository_id: 'owner/repo',
      central_state_bucket: 'central',
      'aws:cdk:bundling-stacks': ['**'],
      '@aws-cdk/core:newStyleStackSynthesis': true,
      'cli-telemetry': false,
    };
    const environment = { CDK_OUTDIR: '/cdk.out' };
    expect(read({ context, environment })).toEqual({ inputs: required, out: '/cdk.out', validate: true });
  });

  it('reads the environment', () => {
    const environment = {
      REGIONAL_PIPELINE_REGION: 'us-east-1',
      REGIONAL_PIPELINE_REGIONAL_ACCOUNT: '111111111111',
      REGIONAL_PIPELINE_MANAGEMENT_ACCOUNT: '222222222222',
      REGIONAL_PIPELINE_REPOSITORY_ID: 'owner/repo',
      REGIONAL_PIPELINE_CENTRAL_STATE_BUCKET: 'central',
    };
    expect(read({ arguments: ['--out', 'x', '--validate'], environment })).toEqual({
      inputs: required,
      out: 'x',
      validate: true,
    });
  });

  it('prefers a flag to the context, and the context to the environment', () => {
    const context = { branch_name: 'of-context', orchestrator_path: 'context.mjs' };
    const environment = {
      REGIONAL_PIPELINE_BRANCH_NAME: 'of-environment',
      REGIONAL_PIPELINE_ORCHESTRATOR_PATH: 'environment.mjs',
      REGIONAL_PIPELINE_LOG_RETENTION_DAYS: '30',
    };
    const { inputs } = read({ arguments: [...flags, '--branch-name', 'of-flag'], context, environment });
    expect(inputs).toMatchObject({
      branchName: 'of-flag',
      orchestratorPath: 'context.mjs',
      logRetentionDays: 30,
    });
  });

  it('reads lists and numbers however they are given', () => {
    const accounts = ['222222222222', '333333333333', '444444444444'];
    const repeated = read({
      arguments: [
        ...flags,
        '--management-account',
        '333333333333, 444444444444',
        '--build-timeout-minutes=60',
      ],
    });
    expect(repeated.inputs).toMatchObject({ managementAccounts: accounts, buildTimeoutMinutes: 60 });
    const withoutAccounts = flags.filter((_, index) => index !== 4 && index !== 5);
    const context = { management_account: accounts, build_timeout_minutes: 60 };
    expect(read({ arguments: withoutAccounts, context }).inputs).toEqual(repeated.inputs);
  });

  it('reports everything at once, each input with its value, what is expected and its three spellings', () => {
    const problems = problemsOf({
      arguments: ['--regoin', 'x', '--region', 'us-east-9', '--branch-name', 'a b', 'stray'],
      context: { management_account: ['1', '222222222222'], repository_idd: 'owner/repo' },
      environment: { REGIONAL_PIPELINE_CENTRAL_STATE_BUCKET: 'Central', REGIONAL_PIPELINE_BRANCH: 'x' },
    });
    expect(problems).toEqual([
      '--regoin is not a flag of this command. Is --region meant?',
      '"stray" belongs to no flag.',
      'repository_idd is not a context key of this command. Is repository_id meant?',
      'REGIONAL_PIPELINE_BRANCH is not a variable of this command. Is REGIONAL_PIPELINE_BRANCH_NAME meant?',
      '--out is missing: the folder that the templates are written to.',
      'region: "us-east-9" is not a region of the partitions aws, aws-us-gov or aws-cn (given by --region).\n' +
        '  Expected: the region of the pipeline, such as us-east-1; there is no default.\n' +
        '  Give it by --region, by the CDK context key region or by the variable REGIONAL_PIPELINE_REGION.',
      'regional_account: it is missing.\n' +
        '  Expected: the 12-digit id of the account that the pipeline stands in.\n' +
        '  Give it by --regional-account, by the CDK context key regional_account or by the variable ' +
        'REGIONAL_PIPELINE_REGIONAL_ACCOUNT.',
      expect.stringContaining(
        'management_account: "1" is not a 12-digit account id (given by the context key management_account).',
      ),
      expect.stringContaining('repository_id: it is missing.'),
      expect.stringContaining(
        'branch_name: "a b" is not a branch name such as main (given by --branch-name).',
      ),
      expect.stringContaining(
        'central_state_bucket: "Central" is not a bucket name: 3 to 63 lower-case letters, digits, dots and hyphens,',
      ),
    ]);
  });

  it.each([
    ['stray', '"stray" belongs to no flag.'],
    [
      '--regional_account=1',
      '--regional_account is not a flag of this command. Is --regional-account meant?',
    ],
    ['-r', '-r is not a flag of this command.'],
    ['--branch-name', '--branch-name has no value.'],
    ['--branch-name=', '--branch-name has no value.'],
    ['--region=us-west-2', '--region is given 2 times, and takes one value.'],
    ['--management-account=222222222222', 'management_account: 222222222222 is named twice'],
    ['--management-account=111111111111', 'management_account: 111111111111 is the regional account'],
    [
      '--assume-accounts=333333333333',
      'assume_accounts: 333333333333 leave out the management account 222222222222',
    ],
    ['--repository-id', '--repository-id has no value.'],
    ['--orchestrator-path=../x.mjs', 'orchestrator_path: "../x.mjs" '],
    [
      '--build-timeout-minutes=4',
      'build_timeout_minutes: 4 minutes are less than the 5 that CodeBuild takes',
    ],
    ['--build-timeout-minutes=an hour', 'build_timeout_minutes: "an hour" is not a whole number of minutes'],
    ['--log-retention-days=2', 'log_retention_days: 2 days are not offered by CloudWatch Logs: 1, 3, 5, 7,'],
    ['--trigger-paths=**', 'trigger_paths: "**" takes in the definitions of other regions'],
    ['--notification-topic-arns=x', 'notification_topic_arns: "x" is not the ARN of a standard topic'],
    ['--runs-per-hour=0', 'runs_per_hour: 0 in an hour would be an alarm at every run'],
    ['--connection-arn=arn:aws:s3:::x', 'connection_arn: "arn:aws:s3:::x" is not a connection\'s ARN'],
    [
      '--connection-arn=arn:aws-cn:codeconnections:cn-north-1:111111111111:connection/abc',
      'connection_arn: arn:aws-cn:codeconnections:cn-north-1:111111111111:connection/abc is in the partition aws-cn',
    ],
    [
      '--break-glass-role-arn=arn:aws:iam::999999999999:role/stranger',
      'break_glass_role_arn: arn:aws:iam::999999999999:role/stranger is not a role of the regional account',
    ],
  ])('refuses %s', (flag, problem) => {
    const problems = problemsWith(flag);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });

  it('refuses a number in the context where text is meant, for it would lose its zeros', () => {
    const arguments_ = flags.filter((_, index) => index !== 2 && index !== 3);
    const [problem] = problemsOf({ arguments: arguments_, context: { regional_account: 111111111111 } });
    expect(problem).toContain('regional_account: 111111111111 is a number and not text: put it in quotes');
  });

  it('refuses an empty variable: whether it is set or not would be a guess', () => {
    const [problem] = problemsOf({ arguments: flags, environment: { REGIONAL_PIPELINE_CONNECTION_ARN: '' } });
    expect(problem).toContain('connection_arn: it is empty (given by REGIONAL_PIPELINE_CONNECTION_ARN).');
  });

  it('refuses to validate while validation is switched off', () => {
    expect(
      problemsOf({ arguments: [...flags, '--validate'], environment: { CDK_VALIDATION: 'false' } }),
    ).toEqual(['--validate is given, and CDK_VALIDATION=false switches the validation off: unset it.']);
  });

  it('takes the inputs that the README lists, no more and no fewer', () => {
    const readme = readFileSync(path.join(__dirname, '../README.md'), 'utf8');
    const listed = [...readme.matchAll(/^\| `(--[a-z-]+)` +\| `([a-z_]+)` /gm)].map(([, flag, key]) => [
      flag,
      key,
    ]);
    const taken = Object.values(inputDefinitions).map(({ name }) => [`--${name.replaceAll('_', '-')}`, name]);
    expect(listed).toEqual(taken);
  });
});

describe('with a file of a region', () => {
  const file = path.join(__dirname, '../regions/us-east-1.json');

  it('reads all inputs from it', () => {
    const { inputs, out } = read({ arguments: ['--region-file', file, '--out', 'templates'] });
    expect(inputs).toMatchObject({ region: 'us-east-1', centralStateBucket: 'central-terraform-state' });
    expect(out).toBe('templates');
  });

  it('takes no input beside it, wherever that comes from', () => {
    const problems = problemsOf({
      arguments: ['--region-file', file, '--out', 'templates', '--branch-name', 'main'],
      context: { runs_per_hour: 5 },
      environment: { REGIONAL_PIPELINE_REGION: 'us-east-1' },
    });
    expect(problems.map((problem) => problem.split(' is given beside --region-file: ')[0])).toEqual([
      'REGIONAL_PIPELINE_REGION',
      '--branch-name',
      'the context key runs_per_hour',
    ]);
  });

  it('needs the folder for the templates all the same', () => {
    expect(problemsOf({ arguments: ['--region-file', file] })).toEqual([
      expect.stringContaining('--out is missing'),
    ]);
  });
});
