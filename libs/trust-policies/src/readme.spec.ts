import { readFileSync } from 'node:fs';
import path from 'node:path';
// readme:
import { AccountId, Region } from '@regional-pipeline/platform-model';
import { deployRoleTrustPolicy } from './index.js';

const trust = deployRoleTrustPolicy({
  region: Region.parse('us-east-1'),
  regionalAccountId: AccountId.parse('111111111111'),
});
// :readme

const readme = readFileSync(path.join(__dirname, '../README.md'), 'utf8');
const block = (language: string) =>
  new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1] ??
  `no ${language} block in README.md`;

describe('README.md', () => {
  it('shows the example that is run here', () => {
    const source = readFileSync(__filename, 'utf8');
    const example = /^\/\/ readme:\n([\s\S]*?)^\/\/ :readme/m.exec(source)?.[1];
    expect(block('ts')).toBe(example?.replace('./index.js', '@regional-pipeline/trust-policies'));
  });

  it('shows what it yields', () => expect(JSON.parse(block('json'))).toEqual(trust));
});
