// `npm run -s synth -- ARGS`: writes the CloudFormation templates.
import { runSource } from './run-source.mjs';
import { setup } from './setup.mjs';

setup();
// npm runs scripts in the workspace's root; a relative --out is the caller's.
runSource('apps/regional-pipeline/src/main.ts', process.argv.slice(2), { cwd: process.env.INIT_CWD });
