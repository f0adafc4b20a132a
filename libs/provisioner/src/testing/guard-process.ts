import { writeFileSync } from 'node:fs';
import { runGuard } from '../run-guard.js';

// What the orchestrator's `guard` command does; the file says which process it is.
const [, , pidFile = ''] = process.argv;
writeFileSync(pidFile, String(process.pid));
await runGuard(process.stdin, { pollMs: 50 });
