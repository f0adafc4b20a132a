// `npm run -s orchestrator -- ARGS`: the bundled command line, in the caller's folder.
import { pathToFileURL } from 'node:url';
import { bundledOrchestrator } from './bundled-orchestrator.mjs';
import { setup } from './setup.mjs';

setup();
const bundle = bundledOrchestrator();

// In this process and not in a child: a signal sent to npm then reaches the orchestrator itself.
process.chdir(process.env.INIT_CWD ?? process.cwd());
process.argv.splice(1, 1, bundle);
await import(pathToFileURL(bundle).href);
