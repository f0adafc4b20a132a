/* eslint-disable no-control-regex -- control characters are what this file is about */

/** Characters that a terminal acts on instead of showing them, but for colours, and tabs. */
const acting =
  /\u001b\[[0-9;]*m|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b\[[0-?]*[ -/]*[@-~]|[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/g;

/**
 * Text from outside (a make target's output, a name in Central's state) as one line that shows and does nothing: it
 * cannot clear the screen, set a title, or forge a line of the report. Colours stay.
 */
export function printable(text: string): string {
  return text.replace(acting, (sequence) => (/^\u001b\[[0-9;]*m$/.test(sequence) ? sequence : ''));
}

/** The same for text of several lines, each of which is indented. */
export function printableLines(text: string, indent = ''): string {
  return text
    .split('\n')
    .map((line) => indent + printable(line))
    .join('\n');
}

/** The same for text that goes on behind a label: its further lines are indented, and forge no line of the report. */
export function printableRest(text: string): string {
  const [first = '', ...further] = printableLines(text, '  ').split('\n');
  return [first.slice(2), ...further].join('\n');
}
