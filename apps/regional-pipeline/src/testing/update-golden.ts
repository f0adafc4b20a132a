import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { synthesize } from '../synthesize.js';
import { goldenInputs } from './golden-inputs.js';

// `nx update-golden regional-pipeline`: accepts the templates as they are synthesized now.
const golden = path.join(import.meta.dirname, '../golden');
const outdir = mkdtempSync(path.join(tmpdir(), 'regional-pipeline-golden-'));
try {
  rmSync(golden, { recursive: true, force: true });
  mkdirSync(golden);
  for (const inputs of goldenInputs) {
    for (const { file } of synthesize(inputs, path.join(outdir, inputs.region)).templates) {
      copyFileSync(file, path.join(golden, path.basename(file)));
    }
  }
} finally {
  rmSync(outdir, { recursive: true });
}
