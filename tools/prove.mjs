// `npm run -s prove -- ARGS`: proves the security model, or a policy of one's own.
import { runSource } from './run-source.mjs';
import { setup } from './setup.mjs';

setup();
// npm runs scripts in the workspace's root; the file of --policy is the caller's.
runSource('tools/prove/src/main.ts', process.argv.slice(2), { cwd: process.env.INIT_CWD });
