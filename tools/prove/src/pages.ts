import { Region } from '@regional-pipeline/platform-model';
import { loadActionCatalogue } from '@regional-pipeline/policy-proofs';
import { format } from 'prettier';
import { examplePipelines } from './example-pipelines.js';
import { renderEscalationMethodsPage } from './escalation-methods-page.js';
import { proveRegions } from './prove-regions.js';
import { renderSecurityModelPage } from './security-model-page.js';

/** A page of the documentation that is made from the statements. */
export interface Page {
  /** In the workspace: `docs/security-model.md`. */
  readonly file: string;
  readonly text: string;
}

/** The pages as they have to be. */
export async function renderPages(): Promise<readonly Page[]> {
  const region = Region.parse('us-east-1');
  const [proved] = proveRegions(examplePipelines([region]), await loadActionCatalogue());
  const pages = [
    { file: 'docs/security-model.md', text: renderSecurityModelPage(region, proved?.proofs ?? []) },
    { file: 'docs/escalation-methods.md', text: renderEscalationMethodsPage() },
  ];
  return Promise.all(
    pages.map(async ({ file, text }) => ({
      file,
      text: await format(text, { parser: 'markdown', printWidth: 120 }),
    })),
  );
}
