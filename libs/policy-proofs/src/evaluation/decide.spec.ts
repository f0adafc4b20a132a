import fc from 'fast-check';
import type { PolicyStatement } from '@regional-pipeline/platform-model';
import { decide, type AccessRequest, type NamedPolicy, type PolicySet } from '../index.js';
import { principals } from '../testing/policy-case.js';
import { randomPolicies, randomRequest, randomStatement } from '../testing/random-policy.js';

const runs = { numRuns: 300 };

/** Every way to put a changed policy in the place of one of the set's. */
function variants(
  policies: PolicySet,
  change: (statements: readonly PolicyStatement[]) => readonly (readonly PolicyStatement[])[],
): readonly PolicySet[] {
  const changed = (policy: NamedPolicy): readonly NamedPolicy[] =>
    change(policy.document.Statement).map((Statement) => ({
      ...policy,
      document: { Version: '2012-10-17', Statement },
    }));
  const inList = (list: readonly NamedPolicy[]): readonly (readonly NamedPolicy[])[] =>
    list.flatMap((policy, index) => changed(policy).map((other) => list.with(index, other)));
  const { identity, boundary, session = [], serviceControl = [], resource } = policies;
  return [
    ...inList(identity).map((list) => ({ ...policies, identity: list })),
    ...(boundary ? changed(boundary).map((other) => ({ ...policies, boundary: other })) : []),
    ...inList(session).map((list) => ({ ...policies, session: list })),
    ...serviceControl.flatMap((level, index) =>
      inList(level).map((list) => ({ ...policies, serviceControl: serviceControl.with(index, list) })),
    ),
    ...(resource ? changed(resource).map((other) => ({ ...policies, resource: other })) : []),
  ];
}

const isAllowed = (request: AccessRequest, policies: PolicySet) =>
  decide(request, policies).effect === 'allow';

describe('decide', () => {
  it('names the statement that allowed', () => {
    const decision = decide(
      {
        action: 's3:GetObject',
        resource: 'arn:aws:s3:::state/key',
        resourceAccountId: '111111111111',
        principal: principals.build,
        context: {},
      },
      {
        identity: [
          {
            name: 'build/inline',
            document: {
              Version: '2012-10-17',
              Statement: [
                { Sid: 'ReadState', Effect: 'Allow', Action: 's3:Get*', Resource: 'arn:aws:s3:::state/*' },
              ],
            },
          },
        ],
      },
    );
    expect(decision).toEqual({
      effect: 'allow',
      decidedBy: [{ layer: 'identity', policy: 'build/inline', sid: 'ReadState', index: 0 }],
      reason: 'statement ReadState of build/inline (identity) allows s3:GetObject on arn:aws:s3:::state/key',
    });
  });

  it('says which layers did not allow', () => {
    const statement = { Effect: 'Allow', Action: 's3:Get*', Resource: '*' } as const;
    const document = { Version: '2012-10-17', Statement: [statement] } as const;
    const request = {
      action: 's3:PutObject',
      resource: 'arn:aws:s3:::state/key',
      resourceAccountId: '111111111111',
      principal: principals.build,
      context: {},
    };
    expect(decide(request, { identity: [{ name: 'build/inline', document }] }).reason).toBe(
      'no statement of build/inline (identity) allows s3:PutObject on arn:aws:s3:::state/key ' +
        'to arn:aws:sts::111111111111:assumed-role/build/run',
    );
    expect(decide(request, { identity: [] }).reason).toContain(
      'no statement of any identity policy (there is none) allows s3:PutObject',
    );
  });

  it('decides by 2,000 statements', () => {
    const Statement = Array.from({ length: 2000 }, (_, index): PolicyStatement => ({
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::state/${index}/*`,
    }));
    const request = {
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::state/1999/key',
      resourceAccountId: '111111111111',
      principal: principals.build,
      context: {},
    };
    const policies = {
      identity: [{ name: 'long', document: { Version: '2012-10-17', Statement } as const }],
    };
    expect(decide(request, policies).decidedBy).toEqual([{ layer: 'identity', policy: 'long', index: 1999 }]);
  });
});

describe('for random policies and requests', () => {
  it('some are allowed, some denied either way', () => {
    const effects = fc
      .sample(fc.tuple(randomRequest, randomPolicies), { numRuns: 1000, seed: 1 })
      .map(([request, policies]) => decide(request, policies).effect);
    for (const effect of ['allow', 'implicit-deny', 'explicit-deny']) {
      expect(effects.filter((other) => other === effect).length).toBeGreaterThan(50);
    }
  });

  it('a Deny more never allows more', () =>
    fc.assert(
      fc.property(
        randomRequest,
        randomPolicies,
        randomStatement('identity', fc.constant('Deny')),
        (request, policies, deny) => {
          if (isAllowed(request, policies)) return;
          for (const variant of variants(policies, (statements) =>
            statements.some(({ Principal }) => Principal) ? [] : [[...statements, deny]],
          )) {
            expect(isAllowed(request, variant)).toBe(false);
          }
        },
      ),
      runs,
    ));

  it('an Allow without its condition never allows less', () =>
    fc.assert(
      fc.property(randomRequest, randomPolicies, (request, policies) => {
        if (!isAllowed(request, policies)) return;
        const dropConditions = (statements: readonly PolicyStatement[]) =>
          statements.flatMap((statement, index) => {
            if (statement.Effect === 'Deny') return [];
            const { Condition: _dropped, ...unconditional } = statement;
            return [statements.with(index, unconditional)];
          });
        for (const variant of variants(policies, dropConditions)) {
          expect(isAllowed(request, variant)).toBe(true);
        }
      }),
      runs,
    ));

  it('the order of statements does not matter', () =>
    fc.assert(
      fc.property(randomRequest, randomPolicies, (request, policies) => {
        const { effect } = decide(request, policies);
        for (const variant of variants(policies, (statements) => [statements.toReversed()])) {
          expect(decide(request, variant).effect).toBe(effect);
        }
      }),
      runs,
    ));

  it('a request is allowed only by statements that allow, and denied explicitly only by ones that deny', () =>
    fc.assert(
      fc.property(randomRequest, randomPolicies, (request, policies) => {
        const { effect, decidedBy } = decide(request, policies);
        const { boundary, resource, identity, session = [], serviceControl = [] } = policies;
        const all = { identity, session, 'service-control': serviceControl.flat() };
        for (const { layer, policy, index } of decidedBy) {
          const candidates =
            layer === 'boundary' ? [boundary] : layer === 'resource' ? [resource] : all[layer];
          const effects = candidates
            .filter((candidate) => candidate?.name === policy)
            .map((candidate) => candidate?.document.Statement[index]?.Effect);
          expect(effects).toContain(effect === 'allow' ? 'Allow' : 'Deny');
        }
        const isRoot = request.principal === principals.root;
        if (effect === 'implicit-deny') expect(decidedBy).toEqual([]);
        else if (effect === 'explicit-deny' || !isRoot) expect(decidedBy).not.toEqual([]);
      }),
      runs,
    ));
});
