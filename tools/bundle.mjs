// Bundles one entry point with everything it imports into one file that needs Node.js and nothing else.
// usage: node tools/bundle.mjs ENTRY.ts OUTPUT.mjs
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

const [entry, output] = process.argv.slice(2);
const manifest = nearestManifest(path.dirname(path.resolve(entry)));

function nearestManifest(directory) {
  const file = path.join(directory, 'package.json');
  return existsSync(file) ? file : nearestManifest(path.dirname(directory));
}

await build({
  entryPoints: [entry],
  outfile: output,
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
  define: {
    'process.env.PACKAGE_VERSION': JSON.stringify(JSON.parse(readFileSync(manifest, 'utf8')).version),
  },
  // CommonJS packages inside an ES module ask for Node's own modules by require.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);",
  },
});
