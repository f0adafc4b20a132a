import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openRehearsal } from './rehearsal.js';
import { platformRepository, workspace } from './workspace-paths.js';

/** The demo's AWS, kept running: try the orchestrator in another terminal, until Ctrl-C here. */
const directory = path.join(workspace, 'tmp/sandbox');
rmSync(directory, { recursive: true, force: true });
mkdirSync(directory, { recursive: true });

const rehearsal = await openRehearsal({ directory });
const { PATH: _path, TERM: _term, CI: _ci, HOME: _home, ...environment } = rehearsal.environment();
const exports = Object.entries(environment).map(
  ([name, value]) => `export ${name}='${value.replaceAll("'", `'\\''`)}'\n`,
);
const shown = (file: string) => path.relative(workspace, file);
const script = path.join(directory, 'env.sh');
writeFileSync(script, exports.join(''), { mode: 0o600 });

process.stdout
  .write(`A local AWS runs at ${rehearsal.aws.endpoint}. In another terminal, as the build role of ${rehearsal.resources.accountId}:

( . ${shown(script)}; npm run -s orchestrator -- plan --source ${shown(platformRepository)} )
( . ${shown(script)}; npm run -s orchestrator -- deploy --source ${shown(platformRepository)} )

Every decision, with the statement that made it: ${shown(rehearsal.decisionLog)}
Ctrl-C ends it.
`);

const stop = () => void rehearsal.close();
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
process.once('SIGHUP', stop);
