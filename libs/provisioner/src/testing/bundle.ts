import { execFileSync } from 'node:child_process';
import path from 'node:path';

/** Bundles a script of this folder to one file that a child process can run. */
export function bundle(script: string, outfile: string): void {
  const options = {
    entryPoints: [path.join(__dirname, script)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['@regional-pipeline/source'],
    // The AWS SDK's CommonJS parts require Node.js's own modules.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  };
  // esbuild refuses to run in Jest's realm.
  const build = `require('esbuild').buildSync(${JSON.stringify(options)})`;
  execFileSync(process.execPath, ['-e', build], { cwd: __dirname });
}
