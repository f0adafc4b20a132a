// `npm run demo`, `npm run sandbox` and `npm run bench`: the whole main job on loopback.
import { bundledOrchestrator } from './bundled-orchestrator.mjs';
import { runSource } from './run-source.mjs';
import { setup } from './setup.mjs';

const [name, ...args] = process.argv.slice(2);
setup();
bundledOrchestrator();
runSource(`tools/rehearsal/src/${name}.ts`, args);
