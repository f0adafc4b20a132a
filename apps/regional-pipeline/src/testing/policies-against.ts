import { readFileSync } from 'node:fs';
import path from 'node:path';
import { AccountId, Region, type PolicyStatement } from '@regional-pipeline/platform-model';
import {
  readTemplatePolicies,
  type AccessRequest,
  type NamedPolicy,
  type PolicySet,
} from '@regional-pipeline/policy-proofs';

/** The policies that have to let a request through. */
export type Layers = 'trust' | 'identity' | 'allows' | 'denies' | 'bucket';

const CENTRAL = '000000000000';
const REGIONAL = '111111111111';
const MANAGEMENT = '222222222222';

/** The account whose bucket an object or a bucket is. */
export function ownerOf(resource: string): string {
  return resource.startsWith('arn:aws:s3:::central-terraform-state') ? CENTRAL : REGIONAL;
}

const statement = (Sid: string, more: Partial<PolicyStatement>): NamedPolicy => ({
  name: Sid,
  document: {
    Version: '2012-10-17',
    Statement: [{ Sid, Effect: 'Allow', Action: '*', ...more }],
  },
});
const anyIdentity = statement('AnyIdentity', { Resource: '*' });
const anyGrant = statement('AnyGrant', { Resource: '*', Principal: '*' });
const anyTrust = statement('AnyTrust', { Action: 'sts:AssumeRole', Principal: { AWS: REGIONAL } });

/** The policies of the templates in a folder that stand against a request, in one of the ways in which they should. */
export function policiesIn(folder: string, layer: Layers, request: AccessRequest): PolicySet {
  const read = (name: string, accountId: string) =>
    readTemplatePolicies({
      template: JSON.parse(readFileSync(path.join(folder, `${name}.template.json`), 'utf8')) as unknown,
      accountId: AccountId.parse(accountId),
      region: Region.parse('us-east-1'),
    });
  const [ours, theirs] = [
    read('regional-pipeline-us-east-1', REGIONAL),
    read('management-deploy-role-us-east-1-222222222222', MANAGEMENT),
  ];
  const { principal, resource } = request;
  const role = [...ours.roles, ...theirs.roles].find(
    ({ arn }) => principal.kind === 'role-session' && arn === principal.roleArn,
  );
  const identity = role?.identityPolicies ?? [];
  const only = (effect: string) =>
    identity.map(({ name, document }) => ({
      name,
      document: { ...document, Statement: document.Statement.filter(({ Effect }) => Effect === effect) },
    }));
  // The other side of an account's border lets everybody in, for its policy is not what is tested.
  const owner = ownerSide(request);
  switch (layer) {
    case 'identity':
      return { identity, ...owner };
    case 'allows':
      return { identity: only('Allow'), ...owner };
    case 'denies':
      return { identity: [anyIdentity, ...only('Deny')], resource: anyGrant };
    case 'trust': {
      const [trusting] = theirs.roles;
      if (!trusting) throw new TypeError('there is no deploy role');
      return { identity: [anyIdentity], resource: { name: 'trust', document: trusting.trustPolicy } };
    }
    case 'bucket': {
      const document = ours.buckets.find(({ arn }) => resource.startsWith(arn))?.policy;
      if (!document) throw new TypeError(`${resource} is in no bucket`);
      return { identity: [anyIdentity], resource: { name: 'bucket', document } };
    }
  }
}

function ownerSide({ action, resource, resourceAccountId, principal }: AccessRequest): Partial<PolicySet> {
  if (action === 'sts:AssumeRole') return { resource: anyTrust };
  const owner = resourceAccountId ?? resource.split(':')[4];
  return 'accountId' in principal && principal.accountId === owner ? {} : { resource: anyGrant };
}
