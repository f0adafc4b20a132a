import { escalationMethods, type EscalationMethod } from '@regional-pipeline/security-model';

/** The page of the published escalation methods, and what stops each. */
export function renderEscalationMethodsPage(): string {
  return `# Escalation methods

Made from the list that is proved; \`npx nx run prove:pages\` writes it anew. These are the 28 methods that Rhino Security
Labs publishes (the repository AWS-IAM-Privilege-Escalation, its numbers), with the permissions that each needs.

A proof checks each row for the deploy role D, the build role C and the pipeline role P: of an impossible method the
decisive action is refused, on every resource and under every condition. A bounded one D may use on roles that carry
the permissions boundary B alone, so that nothing beyond B is gained (SM-17); C and P may not use it at all. The
precondition is SM-17's: no role \`eks-*\` without B stands in the account before the first run.

| # | method | needs | outcome for D | decisive | by |
| --- | --- | --- | --- | --- | --- |
${escalationMethods.map(renderMethod).join('')}`;
}

function renderMethod({ number, name, needs, outcome, decisive, statement }: EscalationMethod): string {
  const code = (text: string) => `\`${text}\``;
  return `| ${number} | ${name} | ${needs.map(code).join(', ')} | ${outcome} | ${code(decisive)} | ${statement} |\n`;
}
