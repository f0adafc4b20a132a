// Lints made-up files of one import each with the workspace's own ESLint set-up, without writing them.
// Standard input: JSON [[file, specifier], …]; standard output: JSON, the rules that each breaks.
// A process of its own, for ESLint loads its configuration as an ES module and Jest has no such thing.
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';

const root = path.resolve(import.meta.dirname, '../..');
process.chdir(root);

const config = await new ESLint({ cwd: root }).calculateConfigForFile(
  path.join(root, 'libs/fleet/src/index.ts'),
);
// A made-up file is in no TypeScript project, so the rules that ask for types are left out.
const typed = Object.keys(config.rules).filter((name) => name.startsWith('@typescript-eslint/'));
const eslint = new ESLint({
  cwd: root,
  overrideConfig: [
    {
      files: ['**/*.ts'],
      languageOptions: { parserOptions: { projectService: false } },
      rules: Object.fromEntries(typed.map((name) => [name, 'off'])),
    },
  ],
});

const answers = [];
for (const [file, specifier] of JSON.parse(await text(process.stdin))) {
  const code = `import ${JSON.stringify(specifier)};\n`;
  const [result] = await eslint.lintText(code, { filePath: path.join(root, file) });
  answers.push((result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message));
}
process.stdout.write(JSON.stringify(answers));
