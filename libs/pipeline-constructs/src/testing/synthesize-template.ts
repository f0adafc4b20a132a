import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App } from 'aws-cdk-lib/core';

/** A resource of a template, as it is read back. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/** A synthesized template, and what else the synthesis left in its folder. */
export interface SynthesizedStack {
  readonly text: string;
  readonly sections: readonly string[];
  readonly resources: Readonly<Record<string, TemplateResource>>;
  readonly outputs: Readonly<Record<string, { readonly Value: unknown }>>;
  readonly assets: number;
  readonly terminationProtection: boolean;
  readonly assumedRoles: readonly (string | undefined)[];
}

interface Template {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown }>>;
}

/** Synthesizes what `add` adds to an app, in a folder that is gone afterwards. */
export function synthesizeStacks(add: (app: App) => void): SynthesizedStack[] {
  const outdir = mkdtempSync(path.join(tmpdir(), 'pipeline-constructs-'));
  try {
    const app = new App({ outdir });
    add(app);
    return app.synth().stacks.map((stack) => {
      const template = stack.template as Template;
      return {
        text: JSON.stringify(template, null, 1),
        sections: Object.keys(template),
        resources: template.Resources,
        outputs: template.Outputs ?? {},
        assets: stack.assets.length,
        terminationProtection: stack.terminationProtection ?? false,
        assumedRoles: [stack.assumeRoleArn, stack.cloudFormationExecutionRoleArn],
      };
    });
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The only stack that `add` adds. */
export function synthesizeStack(add: (app: App) => void): SynthesizedStack {
  const [stack, ...others] = synthesizeStacks(add);
  if (!stack || others.length > 0) throw new TypeError(`${others.length + 1} stacks instead of one`);
  return stack;
}
