export { decide } from './evaluation/decide.js';
export type { AccessRequest, RequestPrincipal } from './evaluation/access-request.js';
export type { Decision, DecidingStatement, PolicyLayer, PolicySet } from './evaluation/policy-set.js';
export { parsePolicy, type NamedPolicy } from './policies/parse-policy.js';
export type {
  ParsedCondition,
  ParsedPolicy,
  ParsedPrincipal,
  ParsedStatement,
  PolicyKind,
  Selection,
} from './policies/parsed-policy.js';
export { liveGrants } from './proofs/live-grants.js';
export { loadActionCatalogue } from './proofs/load-action-catalogue.js';
export { newAccess, proveAll, proveNone } from './proofs/prove.js';
export { policyErrors } from './errors.js';
export { readResourcePolicies } from './template/read-resource-policies.js';
export { readTemplatePolicies } from './template/read-template-policies.js';
export type {
  DeployedTemplate,
  TemplateBucket,
  TemplateManagedPolicy,
  TemplatePolicies,
  TemplateResourcePolicy,
  TemplateResourceType,
  TemplateRole,
} from './template/deployed-template.js';
export type { AccessLevel, ActionCatalogue, CatalogueAction } from './proofs/action-catalogue.js';
export type { GrantStatus, Proof, ProofOptions } from './proofs/proof.js';
export {
  absent,
  accessLevel,
  action,
  actionWhere,
  allOf,
  anonymous,
  anyOf,
  everyRequest,
  not,
  onResourceOfItsAction,
  present,
  principalAccount,
  resource,
  resourceAccount,
  roleSession,
  rootUser,
  service,
  user,
  when,
  type RequestSet,
} from './proofs/request-set.js';
