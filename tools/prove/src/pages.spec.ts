import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '../../..');

describe('the pages that are made from the statements', () => {
  // In a process of its own: the formatter is an ES module that Jest cannot load.
  it('are current', () => {
    const program = `import { renderPages } from ${JSON.stringify(path.join(__dirname, 'pages.ts'))};
      process.stdout.write(JSON.stringify(await renderPages()));`;
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [
        '--conditions=@regional-pipeline/source',
        `--import=${require.resolve('tsx')}`,
        '--input-type=module',
        '--eval',
        program,
      ],
      {
        encoding: 'utf8',
        env: { PATH: process.env['PATH'], TSX_TSCONFIG_PATH: path.join(__dirname, '../tsconfig.lib.json') },
      },
    );
    expect(stderr).toBe('');
    const pages = JSON.parse(stdout) as readonly { readonly file: string; readonly text: string }[];
    expect(pages.map(({ file }) => file)).toEqual(['docs/security-model.md', 'docs/escalation-methods.md']);
    for (const { file, text } of pages) expect(readFileSync(path.join(root, file), 'utf8')).toBe(text);
  }, 30_000);
});
