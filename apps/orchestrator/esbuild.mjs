// Bundles the orchestrator into one file that needs Node.js and nothing else: a platform repository carries it.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

const project = import.meta.dirname;
const { version } = JSON.parse(readFileSync(path.join(project, 'package.json'), 'utf8'));

await build({
  entryPoints: [path.join(project, 'src/main.ts')],
  outfile: path.join(project, 'bundle/orchestrator.mjs'),
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  mainFields: ['module', 'main'],
  conditions: ['@regional-pipeline/source', 'module'],
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'eof',
  logLevel: 'warning',
  define: { 'process.env.ORCHESTRATOR_VERSION': JSON.stringify(version) },
  // CommonJS packages inside an ES module ask for Node's own modules by require.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);",
  },
});
