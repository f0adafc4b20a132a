import { bucketSettingsStay, bucketsAreGuarded } from './buckets.js';
import { centralIsReadOnly } from './central-state.js';
import { ceilingAndFloor, escalationClosure } from './boundary.js';
import { regionalRolesNeedNoMore } from './closed-world.js';
import {
  boundaryRequired,
  boundaryStays,
  changesNoOtherRole,
  closedWorld,
  mutatesClusterRolesAlone,
  noAccountWideSettings,
  passesClusterRoles,
  serviceLinkedRoles,
} from './deploy-role.js';
import { deployRoleRegion, regionalRolesRegion } from './region-isolation.js';
import type { SecurityStatement } from './security-statement.js';
import { stateIsPrivate } from './state.js';
import {
  buildRoleAlone,
  deployRoleAlone,
  externalIdRequired,
  pairIsolation,
  serviceRolesTrust,
} from './trust.js';

/** Every statement that is proved of the templates, in the order of the security model. */
export const securityStatements: readonly SecurityStatement[] = [
  externalIdRequired,
  buildRoleAlone,
  pairIsolation,
  deployRoleAlone,
  serviceRolesTrust,
  deployRoleRegion,
  regionalRolesRegion,
  closedWorld,
  noAccountWideSettings,
  mutatesClusterRolesAlone,
  boundaryRequired,
  boundaryStays,
  changesNoOtherRole,
  passesClusterRoles,
  serviceLinkedRoles,
  ceilingAndFloor,
  escalationClosure,
  centralIsReadOnly,
  stateIsPrivate,
  bucketsAreGuarded,
  bucketSettingsStay,
  regionalRolesNeedNoMore,
];
