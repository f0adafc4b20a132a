#!/usr/bin/env node
import { run } from './command-line.js';

// A reader that goes away (`| head`) must not end a deployment; any other lost output must not look like success.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  process.stderr.write(`Standard output cannot be written (${error.message}): the report is not complete.\n`);
  process.exitCode ||= 3;
});
process.stderr.on('error', () => undefined);

const exitCode = await run(process.argv.slice(2), process);
process.exitCode ||= exitCode;
