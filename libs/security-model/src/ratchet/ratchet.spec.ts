import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadActionCatalogue, type ActionCatalogue } from '@regional-pipeline/policy-proofs';
import { dropCondition, statementOf, withEditedPolicy } from '../testing/edit-template.js';
import { deploymentOf, goldenPipelines, virginia } from '../testing/golden-pipelines.js';
import { policiesOf, type AcceptedPolicy } from './accepted-policies.js';
import { accessBeyond } from './compare-policies.js';

let catalogue: ActionCatalogue;
beforeAll(async () => {
  catalogue = await loadActionCatalogue();
});

const acceptedOf = (region: string) =>
  JSON.parse(
    readFileSync(path.join(__dirname, `../../accepted/${region}.json`), 'utf8'),
  ) as readonly AcceptedPolicy[];

describe('the policies of today', () => {
  // What fails here is shown, and accepted, by `npx nx accept-policies security-model`.
  it.each(goldenPipelines)('allow nothing beyond the accepted ones in $intent.region', (pipeline) => {
    const current = policiesOf(deploymentOf(pipeline));
    expect(current.length).toBeGreaterThanOrEqual(9);
    expect(accessBeyond(acceptedOf(pipeline.intent.region), current, catalogue)).toEqual([]);
  });
});

describe('a change of the policies', () => {
  const accepted = policiesOf(deploymentOf(virginia));
  const changes = (deployment: ReturnType<typeof deploymentOf>) =>
    accessBeyond(accepted, policiesOf(deployment), catalogue);

  it('that allows more shows a request', () => {
    const wider = withEditedPolicy('build role', (all) => {
      statementOf(all, 'ReadState').Action = ['s3:GetObject', 's3:GetObjectVersion', 's3:GetObjectTagging'];
    });
    const [change] = changes(wider);
    expect(change).toMatchObject({
      kind: 'more',
      policy: { of: 'arn:aws:iam::111111111111:role/regional-pipeline-codebuild-role' },
      proof: { verdict: 'violated', request: { action: 's3:GetObjectTagging' } },
    });
  });

  it('that drops a Deny shows a request, although no Allow of the policy has it', () => {
    const wider = withEditedPolicy('deploy role', (all) => {
      all.splice(all.indexOf(statementOf(all, 'DenyAllElse')), 1);
    });
    expect(changes(wider)).toMatchObject([
      { kind: 'more', view: 'where the owner of the resource names everyone' },
      { kind: 'more', view: 'where the owner of the role names everyone' },
    ]);
  });

  it('of a bucket that grants to a role of its own account shows a request', () => {
    const wider = withEditedPolicy('state bucket', (all) =>
      all.push({
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::111111111111:role/regional-pipeline-role' },
        Action: 's3:PutBucketPolicy',
        Resource: 'arn:aws:s3:::management-cluster-tf-state-111111111111-us-east-1',
      }),
    );
    expect(changes(wider)).toMatchObject([
      { view: 'where the caller may do everything', proof: { request: { action: 's3:PutBucketPolicy' } } },
    ]);
  });

  it('that drops a condition of a trust shows a request', () => {
    const wider = withEditedPolicy('deploy role trust', (all) => {
      dropCondition(statementOf(all, 'RegionalBuildRole'), 'StringEquals', 'sts:ExternalId');
    });
    expect(changes(wider)).toMatchObject([{ proof: { request: { action: 'sts:AssumeRole' } } }]);
  });

  it('that takes access away, or says the same in other words, is none', () => {
    const same = withEditedPolicy('build role', (all) => {
      const read = statementOf(all, 'ReadState');
      all.push({ ...read, Sid: 'Again', Action: 's3:GetObject' });
      statementOf(all, 'WriteBuildLog').Action = 'logs:PutLogEvents';
    });
    expect(changes(same)).toEqual([]);
    const [less] = accessBeyond(policiesOf(same), accepted, catalogue);
    expect(less).toMatchObject({ proof: { request: { action: 'logs:CreateLogStream' } } });
  });

  it('that adds or removes a policy has to be accepted', () => {
    const [first, ...rest] = accepted;
    expect(accessBeyond(accepted, rest, catalogue)).toEqual([{ kind: 'removed', policy: first }]);
    expect(accessBeyond(rest, accepted, catalogue)).toEqual([{ kind: 'added', policy: first }]);
  });
});
