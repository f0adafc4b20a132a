import { readFileSync } from 'node:fs';
import path from 'node:path';
// readme:
import { AccountId, Region } from '@regional-pipeline/platform-model';
import { loadActionCatalogue } from '@regional-pipeline/policy-proofs';
import { explainViolation, proveStatements, readDeployment } from './index.js';

export async function whatIsNotProved(template: unknown): Promise<string[]> {
  const deployment = readDeployment(
    { region: Region.parse('us-east-1'), regionalAccount: AccountId.parse('111111111111') },
    [{ file: 'deploy-role.template.json', accountId: AccountId.parse('222222222222'), template }],
  );
  const proofs = proveStatements(deployment, await loadActionCatalogue());
  return proofs.flatMap(({ id, parts }) =>
    parts.flatMap((part) => {
      const violation = explainViolation(part);
      return violation ? [`${id}: ${violation.lines.join('; ')}`] : [];
    }),
  );
}
// :readme
import { virginia } from './testing/golden-pipelines.js';

describe('README.md', () => {
  it('shows the example that is run here', () => {
    const readme = readFileSync(path.join(__dirname, '../README.md'), 'utf8');
    const example = /^\/\/ readme:\n([\s\S]*?)^\/\/ :readme/m.exec(readFileSync(__filename, 'utf8'))?.[1];
    const shown = /```ts\n([\s\S]*?)```/.exec(readme)?.[1];
    expect(shown).toBe(example?.replace('./index.js', '@regional-pipeline/security-model'));
  });

  it('shows one that proves', async () => {
    expect(await whatIsNotProved(virginia.templates[1]?.template)).toEqual([]);
  });
});
