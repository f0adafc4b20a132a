import { readSettings } from './settings.js';

const complete = {
  AWS_REGION: 'us-east-1',
  MANAGEMENT_STATE_BUCKET: 'management-cluster-tf-state-111111111111-us-east-1',
  CENTRAL_STATE_BUCKET: 'central-state',
};

function problemsOf(environment: Record<string, string | undefined>): unknown {
  try {
    return readSettings(environment);
  } catch (error) {
    return error;
  }
}

describe('readSettings', () => {
  it("takes the contract's environment", () => {
    expect(readSettings(complete)).toEqual({
      region: 'us-east-1',
      managementStateBucket: complete.MANAGEMENT_STATE_BUCKET,
      centralStateBucket: 'central-state',
    });
  });

  it('has no default, and names everything that is missing at once', () => {
    expect(problemsOf({ AWS_DEFAULT_REGION: 'us-east-1' })).toMatchObject({
      code: 'SettingsInvalid',
      kind: { phase: 'usage' },
      message: expect.stringMatching(
        /AWS_REGION is not set.*MANAGEMENT_STATE_BUCKET is not set.*CENTRAL_STATE_BUCKET is not set/,
      ) as string,
    });
  });

  it.each([
    ['AWS_REGION', 'us-east-9'],
    ['AWS_REGION', ' us-east-1'],
    ['MANAGEMENT_STATE_BUCKET', 's3://bucket'],
    ['CENTRAL_STATE_BUCKET', 'Upper'],
    ['CENTRAL_STATE_BUCKET', 'a b'],
  ])('refuses %s=%j and shows it', (name, value) => {
    expect(problemsOf({ ...complete, [name]: value })).toMatchObject({
      code: 'SettingsInvalid',
      message: expect.stringContaining(JSON.stringify(value)) as string,
    });
  });
});
