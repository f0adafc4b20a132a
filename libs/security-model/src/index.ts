export { notByIdentity } from './statements/layers.js';
export {
  proveObligation,
  proveStatements,
  selectStatements,
  worstOf,
  type ObligationProof,
  type StatementOptions,
  type StatementProof,
} from './prove-statements.js';
export { proveEscalations, type EscalationProof } from './prove-escalations.js';
export { describeRequest, explainViolation, type Violation } from './explain-violation.js';
export { readDeployment, type PipelineTemplate, type PolicyFile } from './deployment/read-deployment.js';
export type {
  AssumeScope,
  DeployedBucket,
  DeployedRole,
  Deployment,
  LocatedPolicy,
  ManagementPart,
  PipelineIntent,
  PolicyLocation,
  RegionalIntent,
  RegionalPart,
} from './deployment/deployment.js';
export { securityStatements } from './statements/security-statements.js';
export type {
  Obligation,
  RequestObligation,
  SecurityStatement,
  SettingObligation,
} from './statements/security-statement.js';
export { escalationMethods, type EscalationMethod } from './facts/escalation-methods.js';
export { globalServices, type GlobalService } from './facts/global-services.js';
export { securityModelErrors } from './errors.js';
export { sufficiency } from './sufficiency/sufficiency.js';
export { policyOfNeeds, type AccessNeed, type NeedGroup } from './sufficiency/access-need.js';
export { roleNeeds, type RoleNeeds } from './sufficiency/role-needs.js';
export { policiesOf, type AcceptedPolicy, type PolicyRole } from './ratchet/accepted-policies.js';
export { accessBeyond, type PolicyChange } from './ratchet/compare-policies.js';
export { deploymentGrants } from './grants/deployment-grants.js';
export { regionalGrants } from './grants/regional-grants.js';
export { judgeMutant, type Difference, type Verdict } from './mutation/judge-mutant.js';
export { mutantsOf, type Mutant } from './mutation/mutants.js';
export { mutatedPolicies, type MutatedPolicy } from './mutation/mutated-policies.js';
export {
  fates,
  isAccountedFor,
  killedOf,
  mutantsIn,
  reportMutation,
  scoreOf,
  type Fate,
  type JudgedMutant,
  type MutationReport,
  type Tally,
} from './mutation/mutation-report.js';
export type { AcceptedSurvivors } from './mutation/accepted-survivors.js';
export type { Mutator } from './mutation/statement-mutation.js';
