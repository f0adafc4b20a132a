import { findUnexplainedGrants, type AllowGrant } from './allow-grants.js';
import type { LoggedRequest } from './logged-requests.js';

const put: AllowGrant = {
  policy: 'role/build',
  sid: 'Write',
  index: 0,
  action: 's3:Put*',
  resource: 'arn:aws:s3:::b/*',
};
const remove: AllowGrant = { ...put, action: 's3:DeleteObject' };
const asked: LoggedRequest = {
  request: {
    action: 's3:PutObject',
    resource: 'arn:aws:s3:::b/k',
    principal: { kind: 'anonymous' },
    context: {},
  },
  policies: { identity: [] },
  wasAllowed: true,
  decision: {
    effect: 'allow',
    decidedBy: [{ layer: 'identity', policy: 'role/build', index: 0 }],
    reason: '',
  },
};
const why = 'because';

describe('the list of grants that a run does not exercise', () => {
  it('is right where each grant is exercised or listed, by statement or by action', () => {
    const listed = [{ policy: 'role/build', sid: 'Write', actions: ['s3:DeleteObject'], why }];
    expect(findUnexplainedGrants([put, remove], listed, [asked])).toEqual([]);
    expect(findUnexplainedGrants([remove], [{ policy: 'role/build', sid: 'Write', why }], [asked])).toEqual(
      [],
    );
  });

  it('lacks what is neither', () => {
    expect(findUnexplainedGrants([put, remove], [], [asked])).toEqual([
      expect.stringMatching(/^role\/build, Write: s3:DeleteObject on .*say why it is there/),
    ]);
    expect(findUnexplainedGrants([put], [], [{ ...asked, wasAllowed: false }])).toHaveLength(1);
    const elsewhere = { ...asked, request: { ...asked.request, resource: 'arn:aws:s3:::other/k' } };
    expect(findUnexplainedGrants([put], [], [elsewhere])).toHaveLength(1);
    const byAnother = { ...asked.decision, decidedBy: [{ ...remove, layer: 'identity', index: 1 } as const] };
    expect(findUnexplainedGrants([put], [], [{ ...asked, decision: byAnother }])).toHaveLength(1);
  });

  it('has too much with what is exercised, explained twice, or granted no more', () => {
    const all = { policy: 'role/build', sid: 'Write', why };
    expect(findUnexplainedGrants([put], [all], [asked])).toEqual([expect.stringContaining('take it off')]);
    expect(findUnexplainedGrants([remove], [all, all], [asked])).toEqual([expect.stringContaining('twice')]);
    const gone = [all, { ...all, sid: 'Gone' }];
    expect(findUnexplainedGrants([remove], gone, [])).toEqual([
      expect.stringMatching(/^role\/build, Gone is granted no more/),
    ]);
    const action = { ...all, actions: ['s3:DeleteObject', 's3:GetObject'] };
    expect(findUnexplainedGrants([remove], [action], [])).toEqual([
      expect.stringMatching(/^role\/build, Write: s3:GetObject is granted no more/),
    ]);
  });
});
