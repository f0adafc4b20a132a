import {
  action,
  allOf,
  anyOf,
  not,
  resource,
  roleSession,
  when,
  type RequestSet,
} from '@regional-pipeline/policy-proofs';
import { rolesOf, type DeployedRole, type Deployment } from '../deployment/deployment.js';
import { changes } from '../facts/access-levels.js';
import { globalServices } from '../facts/global-services.js';
import { deniedByDeniesAlone, notByAllowsAlone, notByIdentity } from './layers.js';
import type { SecurityStatement } from './security-statement.js';

/** Requests of regional services outside of the region; one without a region counts as outside. */
export function outsideOf(region: string): RequestSet {
  return allOf(
    not(action(...globalServices.map(({ service }) => `${service}:*`))),
    not(when({ StringEquals: { 'aws:RequestedRegion': region } })),
  );
}

/** SM-06 */
export const deployRoleRegion: SecurityStatement = {
  id: 'SM-06',
  sentence:
    'D is allowed no action of a regional service with `aws:RequestedRegion` ≠ r or absent: by its Allows alone, and ' +
    'by its explicit Denies alone.',
  obligations: ({ names, management }) =>
    management.flatMap(({ deployRole }) => {
      const requests = allOf(roleSession(deployRole.arn), outsideOf(names.region));
      const what = `by ${deployRole.arn}, an action of a regional service outside of ${names.region}`;
      return [
        ...notByAllowsAlone(deployRole, { about: `${what}, the Allows by themselves`, requests }),
        ...deniedByDeniesAlone(deployRole, { about: `${what}, the Denies by themselves`, requests }),
      ];
    }),
};

/** The services of C, P and F whose ARNs name the region; in another service's ARN the same text may be part of a name. */
const servicesWithRegionalArns = ['logs', 'codebuild', 'codepipeline', 'states', 'events'];

/** SM-07 */
export const regionalRolesRegion: SecurityStatement = {
  id: 'SM-07',
  sentence:
    'C, P and F are allowed no write (Write, Tagging, Permissions management) in any region but r: the ARN of the ' +
    'resource names r, or `aws:RequestedRegion` = r is required, as for `s3:PutObject` and `sts:AssumeRole`.',
  obligations: ({ names, regional }) =>
    regional ? rolesOf(regional).flatMap((role) => noWriteOutside(role, names)) : [],
};

function noWriteOutside(role: DeployedRole, { partition, region }: Deployment['names']) {
  const named = servicesWithRegionalArns.map((service) => `arn:${partition}:${service}:${region}:*`);
  return notByIdentity(role, {
    about: `by ${role.arn}, a write outside of ${region}`,
    requests: allOf(
      roleSession(role.arn),
      changes,
      not(anyOf(resource(...named), when({ StringEquals: { 'aws:RequestedRegion': region } }))),
    ),
  });
}
