#!/usr/bin/env node
import { run } from './command-line.js';

// A reader that goes away (`| head`) must not end a deployment.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

process.exitCode = await run(process.argv.slice(2), process);
