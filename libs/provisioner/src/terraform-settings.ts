import type { StateBackend } from './provision-request.js';
import { dataDirectory } from './terraform-states.js';

/**
 * The environment that makes a plain `terraform init && terraform apply -auto-approve` inside a make target use the
 * cluster's own backend, without a question and without waiting for a lock for ever. OpenTofu
 * reads the same variables.
 *
 * The backend gets a profile's name and never a key: what stands in `-backend-config` is written in clear to
 * `TF_DATA_DIR` and into saved plans, and shows in argv.
 *
 * The data directory is relative: Terraform takes it from its working directory (from that of `-chdir` where there is
 * one), so that each configuration of the private copy has its own, and two of them can be told apart afterwards.
 */
export function terraformSettings(backend: StateBackend): Record<string, string> {
  const backendConfig = {
    bucket: backend.bucket,
    key: backend.key,
    region: backend.region,
    profile: backend.profile,
    use_lockfile: 'true',
    encrypt: 'true',
  };
  const init = Object.entries(backendConfig).map(([name, value]) =>
    quote(`-backend-config=${name}=${value}`),
  );
  const locking = '-no-color -lock-timeout=60s';
  return {
    TF_DATA_DIR: dataDirectory,
    TF_INPUT: '0',
    TF_IN_AUTOMATION: '1',
    TF_CLI_ARGS_init: ['-no-color', '-reconfigure', ...init].join(' '),
    TF_CLI_ARGS_plan: locking,
    TF_CLI_ARGS_apply: locking,
    TF_CLI_ARGS_destroy: locking,
    // For targets that write their backend configuration themselves.
    TF_STATE_BUCKET: backend.bucket,
    TF_STATE_KEY: backend.key,
    TF_STATE_REGION: backend.region,
  };
}

/** Terraform splits these variables like a shell does. */
function quote(word: string): string {
  return /^[\w@%+:,./=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
