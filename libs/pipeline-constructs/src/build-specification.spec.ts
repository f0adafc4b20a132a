import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import {
  buildSpecification,
  renderBuildSpecification,
  type BuildSpecification,
} from './build-specification.js';
import { defaultOrchestratorPath, OrchestratorPath } from './orchestrator-path.js';
import { terraformRelease } from './terraform-release.js';

const specification = buildSpecification(defaultOrchestratorPath, terraformRelease);

describe('the build specification', () => {
  it('reads as YAML in which every command is text', () => {
    const read = parse(renderBuildSpecification(specification)) as BuildSpecification;
    expect(read).toEqual(specification);
    const commands: readonly unknown[] = [...read.phases.install.commands, ...read.phases.build.commands];
    expect(commands).toHaveLength(6);
    for (const command of commands) expect(typeof command).toBe('string');
    // What the quoting is for: this is how a command becomes a map.
    expect(parse('commands:\n  - echo "Region: $AWS_REGION"')).toEqual({
      commands: [{ 'echo "Region': '$AWS_REGION"' }],
    });
  });

  it('uses Node 22 and one release of Terraform, and runs the orchestrator of the repository', () => {
    const { install, build } = specification.phases;
    expect(install['runtime-versions']).toEqual({ nodejs: 22 });
    expect(install.commands[0]).toContain(
      ' https://releases.hashicorp.com/terraform/1.11.4/terraform_1.11.4_linux_amd64.zip',
    );
    expect(build.commands.slice(1)).toEqual(['node regional-pipeline/orchestrator.mjs deploy --source .']);
    for (const phase of [install, build]) expect(phase['on-failure']).toBe('ABORT');
  });

  it('verifies the checksum before it unpacks, and unpacks outside of the repository', () => {
    const [, verify, unpack] = specification.phases.install.commands;
    expect(verify).toContain('1ce994251c00281d6845f0f268637ba50c0005657eb3cf096b92f753b42ef4dc');
    expect(unpack).toBe('unzip -q -o /tmp/terraform.zip terraform -d /usr/local/bin');
  });

  describe('run by a shell', () => {
    let directory: string;
    beforeAll(() => {
      directory = mkdtempSync(path.join(tmpdir(), 'build-specification-'));
    });
    afterAll(() => rmSync(directory, { recursive: true }));

    it.each([
      ['the release', 0],
      ['something else', 1],
    ])('lets %s pass with exit code %d', (content, exitCode) => {
      const archive = path.join(directory, 'archive');
      writeFileSync(archive, content);
      const sha256 = createHash('sha256').update('the release').digest('hex');
      const { install } = buildSpecification(defaultOrchestratorPath, { ...terraformRelease, sha256 }).phases;
      const verify = (install.commands[1] ?? '').replace('/tmp/terraform.zip', archive);
      expect(spawnSync('bash', ['-c', verify]).status).toBe(exitCode);
    });

    it.each([
      ['with the lock file that is committed', 'terraform/config/a/.terraform.lock.hcl', true],
      ['without a lock file', 'terraform/config/a/main.tf', false],
      ['with a lock file that no one committed', 'terraform/config/a/.terraform/.terraform.lock.hcl', false],
    ])('caches providers only where that is safe: %s', (_what, file, cached) => {
      const repository = mkdtempSync(path.join(directory, 'repository-'));
      mkdirSync(path.dirname(path.join(repository, file)), { recursive: true });
      writeFileSync(path.join(repository, file), '');
      const cache = path.join(repository, 'cache');
      const [decide = ''] = specification.phases.build.commands;
      const { stdout, status } = spawnSync(
        'bash',
        [
          '-c',
          `${decide.replaceAll('/root/.terraform.d/plugin-cache', cache)}\necho "[$TF_PLUGIN_CACHE_DIR]"`,
        ],
        { cwd: repository, encoding: 'utf8' },
      );
      expect(status).toBe(0);
      expect(stdout).toContain(cached ? `[${cache}]` : 'Providers are not cached');
      expect(existsSync(cache)).toBe(cached);
      expect(specification.cache.paths).toEqual(['/root/.terraform.d/plugin-cache/']);
    });

    it("fails with the orchestrator's own exit code", () => {
      writeFileSync(
        path.join(directory, 'stub.mjs'),
        'process.exitCode = process.argv[2] === "deploy" ? 3 : 0;',
      );
      const { build } = buildSpecification(OrchestratorPath.parse('stub.mjs'), terraformRelease).phases;
      expect(spawnSync('bash', ['-c', build.commands.join('\n')], { cwd: directory }).status).toBe(3);
    });
  });
});
