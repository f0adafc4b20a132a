import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { Recording } from '../testing/recording.js';
import { describeCommands } from './describe-commands.js';

const read = (file: string) => readFileSync(path.join(__dirname, '../../../..', file), 'utf8');
const readme = read('apps/orchestrator/README.md');
const operations = read('docs/operations.md');

const host = { argv: [], env: {}, stdout: new Recording(), stderr: new Recording() };
const program = describeCommands(host, () => undefined);

/** The commands that people call, each with its whole name. */
function visible(command: Command, before = ''): { name: string; command: Command }[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .filter((one) => one.name() !== 'help')
    .flatMap((one) => {
      const name = `${before}${one.name()}`;
      return one.commands.length > 0 ? visible(one, `${name} `) : [{ name, command: one }];
    });
}

describe('the README', () => {
  it.each(visible(program).map(({ name }) => [name]))('has the command %s', (name) => {
    expect(readme).toMatch(new RegExp(`^\\| \`${name}[^|]*\` +\\|`, 'm'));
  });

  it.each(
    visible(program).flatMap(({ name, command }) =>
      command.options.filter(({ hidden }) => !hidden).map(({ long }) => [name, long ?? '']),
    ),
  )('has of %s the option %s', (_name, option) => expect(readme).toContain(`\`${option}`));
});

/** The lines of a page's examples that call the orchestrator. */
function examples(page: string): string[] {
  const blocks = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block);
  return blocks.flatMap((block) => block.split('\n')).filter((line) => line.startsWith('orchestrator '));
}

describe('an example', () => {
  it('is there', () => {
    expect(examples(operations).length).toBeGreaterThan(8);
    expect(examples(readme).length).toBeGreaterThan(2);
  });

  it.each([...examples(readme), ...examples(operations)].map((line) => [line]))(
    '%s is understood',
    async (line) => {
      const words = [...line.matchAll(/'[^']*'|\S+/g)].map(([word]) => word.replaceAll("'", '')).slice(1);
      const called: string[] = [];
      const tried = describeCommands(host, () => undefined);
      for (const { name, command } of visible(tried)) command.action(() => void called.push(name));
      await tried.parseAsync(words, { from: 'user' });
      expect(called).toHaveLength(1);
      expect(line).toContain(`orchestrator ${String(called[0])}`);
    },
  );
});
