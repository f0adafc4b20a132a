import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { openRehearsal } from './rehearsal.js';
import { platformRepository, workspace } from './workspace-paths.js';

/** The demo's AWS, kept running: try the orchestrator in another terminal, until Ctrl-C here. */
const directory = path.join(workspace, 'tmp/sandbox');
rmSync(directory, { recursive: true, force: true });
mkdirSync(directory, { recursive: true });

const rehearsal = await openRehearsal({ directory });
const { PATH: _path, TERM: _term, CI: _ci, ...environment } = rehearsal.environment();
const exports = Object.entries(environment).map(
  ([name, value]) => `export ${name}='${value.replaceAll("'", `'\\''`)}'`,
);

process.stdout
  .write(`A local AWS runs at ${rehearsal.aws.endpoint}. In another terminal, as the build role of ${rehearsal.resources.accountId}:

${exports.join('\n')}

npm run -s orchestrator -- plan --source ${path.relative(workspace, platformRepository)}
npm run -s orchestrator -- deploy --source ${path.relative(workspace, platformRepository)}

Every decision, with the statement that made it: ${path.relative(workspace, rehearsal.decisionLog)}
Ctrl-C ends it.
`);

const stop = () => void rehearsal.close();
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
