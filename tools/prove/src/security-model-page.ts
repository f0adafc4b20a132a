import { globalServices, type ObligationProof, type StatementProof } from '@regional-pipeline/security-model';

const symbols = `| symbol | what it is |
| --- | --- |
| r | the region of a pipeline |
| C | the build role, \`regional-pipeline-codebuild-role\`, in the regional account |
| P | the pipeline role, \`regional-pipeline-role\`, in the regional account |
| M | a management account of the region |
| D | the deploy role, \`ManagementClusterDeployRole\`, in M |
| B | the permissions boundary in M that every role which D makes must carry |
| S | the bucket of the management clusters' states |
| K | the central state bucket |`;

/** The page of the statements, with what is asked of which policies, as proved of the example pipeline of a region. */
export function renderSecurityModelPage(region: string, proofs: readonly StatementProof[]): string {
  return `# The security model

Made from the statements that are proved; \`npx nx run prove:pages\` writes it anew. \`npm run prove\` proves them, and so
does every synth. [What is proved, and what is not](what-is-proved.md) says how to read this.

Every statement is about ALL requests: all AWS actions and one future action of each service, all resource strings, all
principals, all condition contexts, keys that are absent included.

${symbols}

Outside of the statements about regions are only these services: ${globalServices
    .map(({ service, why, source }) => `\`${service}\` (${why} Source: ${source})`)
    .join(', ')}
Every other service counts as regional.
${proofs.map((proof) => renderStatement(region, proof)).join('')}`;
}

function renderStatement(region: string, { id, sentence, parts }: StatementProof): string {
  const asked = parts.map((part) => `- ${opening(part)} ${part.obligation.about}\n`).join('');
  return `\n## ${id}\n\n${sentence}\n\nAsked of the templates of ${region}:\n\n${asked.replaceAll('*', '\\*')}`;
}

function opening({ obligation }: ObligationProof): string {
  switch (obligation.kind) {
    case 'forbidden':
      return 'None is allowed:';
    case 'required':
      return 'All are allowed:';
    case 'setting':
      return 'Is so:';
  }
}
