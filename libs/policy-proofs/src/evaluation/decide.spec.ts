import { decide } from '../index.js';

const session = {
  kind: 'role-session',
  accountId: '111111111111',
  roleArn: 'arn:aws:iam::111111111111:role/build',
  sessionArn: 'arn:aws:sts::111111111111:assumed-role/build/run',
} as const;

describe('decide', () => {
  it('names the statement that allowed', () => {
    const decision = decide(
      {
        action: 's3:getobject',
        resource: 'arn:aws:s3:::state/key',
        resourceAccountId: '111111111111',
        principal: session,
        context: { 'aws:SecureTransport': 'true' },
      },
      {
        identity: [
          {
            name: 'build/inline',
            document: {
              Version: '2012-10-17',
              Statement: [{ Effect: 'Allow', Action: 's3:Get*', Resource: 'arn:aws:s3:::state/*' }],
            },
          },
        ],
      },
    );
    expect(decision).toEqual({
      effect: 'allow',
      decidedBy: [{ layer: 'identity', policy: 'build/inline', index: 0 }],
      reason: 'statement 0 of build/inline (identity) allows s3:getobject on arn:aws:s3:::state/key',
    });
  });
});
