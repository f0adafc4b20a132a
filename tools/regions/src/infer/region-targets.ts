import type { TargetConfiguration } from '@nx/devkit';

const runSource = 'node --conditions=@regional-pipeline/source --import tsx';
const deployProgram = `${runSource} ../../tools/regions/src/main.ts`;

/**
 * What can be done with a region, by its file `<app>/regions/<region>.json`:
 *
 * - `synth` writes the templates and proves the security model of them, into `<app>/cdk.out/synth/<region>`
 * - `validate` does the same under CDK's own validation and cdk-nag, into `<app>/cdk.out/validate/<region>`
 * - `diff` shows what a deploy would change, `deploy` deploys what was validated
 *
 * The first two are cached: by the file, and by the sources of the app and of all that it depends on.
 */
export function regionTargets(app: string, region: string): Record<string, TargetConfiguration> {
  const inApp = (command: string): TargetConfiguration => ({
    command,
    options: { cwd: app, env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' } },
  });
  const synthesis = (target: string, flags = ''): TargetConfiguration => {
    const out = `cdk.out/${target}/${region}`;
    return {
      ...inApp(`${runSource} src/main.ts --region-file regions/${region}.json --out ${out}${flags}`),
      inputs: ['^production', 'sharedGlobals'],
      outputs: [`{workspaceRoot}/${app}/${out}`],
      cache: true,
    };
  };
  return {
    synth: synthesis('synth'),
    validate: synthesis('validate', ' --validate'),
    diff: { ...inApp(`${deployProgram} diff ${region} cdk.out/synth/${region}`), dependsOn: ['synth'] },
    deploy: {
      ...inApp(`${deployProgram} deploy ${region} cdk.out/validate/${region}`),
      dependsOn: ['validate'],
    },
  };
}
