// `npm run -s mutate -- ARGS`: changes the policies one thing at a time, and says what refuses each change.
import { runSource } from './run-source.mjs';
import { setup } from './setup.mjs';

setup();
runSource('tools/prove/src/mutate.ts', process.argv.slice(2));
