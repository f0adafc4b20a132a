/** The outputs that other systems rely on, by the contract's names. */
export const contractOutputs = [
  'pipeline_url',
  'management_state_bucket',
  'codestar_connection_arn',
  'codestar_connection_status',
  'codebuild_role_arn',
  'management_deploy_role_name',
] as const;
export type ContractOutput = (typeof contractOutputs)[number];

/** The outputs of a pipeline's stack: the contract's first, in its order, then the others by their names. */
export type PipelineOutputs = Readonly<Record<ContractOutput, string> & Partial<Record<string, string>>>;

/**
 * Gives a stack's outputs the contract's names: `PipelineUrl` is `pipeline_url`. CloudFormation takes no underscore in
 * a logical id.
 *
 * @returns the outputs, or the names of the contract's that are missing
 */
export function nameOutputs(
  outputs: Readonly<Record<string, string>>,
): { readonly outputs: PipelineOutputs } | { readonly missing: readonly ContractOutput[] } {
  const named = new Map(Object.entries(outputs).map(([key, value]) => [contractName(key), value]));
  const missing = contractOutputs.filter((name) => !named.has(name));
  if (missing.length > 0) return { missing };
  const further = [...named.keys()].filter((name) => !contractOutputs.some((one) => one === name)).sort();
  const ordered = [...contractOutputs, ...further].map((name) => [name, named.get(name)]);
  return { outputs: Object.fromEntries(ordered) as PipelineOutputs };
}

function contractName(logicalId: string): string {
  return logicalId.replace(/(?<=[a-z0-9])[A-Z]/g, '_$&').toLowerCase();
}
