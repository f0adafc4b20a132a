import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';

describe('34 regions in one process, without validation', () => {
  it('take less than 3 seconds of processor time and 200 MB', () => {
    const directory = mkdtempSync(path.join(tmpdir(), 'many-regions-'));
    try {
      const bundle = path.join(directory, 'many-regions.cjs');
      buildSync({
        entryPoints: [path.join(__dirname, 'testing/many-regions.ts')],
        outfile: bundle,
        bundle: true,
        platform: 'node',
        conditions: ['@regional-pipeline/source'],
        logLevel: 'error',
      });
      const { stdout, stderr } = spawnSync(process.execPath, [bundle, path.join(directory, 'out')], {
        encoding: 'utf8',
      });
      expect(stderr).toBe('');
      const took = JSON.parse(stdout) as Record<'regions' | 'stacks' | 'cpuSeconds' | 'megabytes', number>;
      expect(took).toMatchObject({ regions: 34, stacks: 68 });
      expect(took.cpuSeconds).toBeLessThan(3);
      expect(took.megabytes).toBeLessThan(200);
    } finally {
      rmSync(directory, { recursive: true });
    }
  }, 60_000);
});
