import type { OrchestratorPath } from './orchestrator-path.js';
import type { TerraformRelease } from './terraform-release.js';

/** One phase of a build: its commands run in order, and the first that fails ends the build as failed. */
export interface BuildPhase {
  readonly 'on-failure': 'ABORT';
  readonly 'runtime-versions'?: Readonly<Record<string, number>>;
  /** Plain strings: in YAML an unquoted `echo "X: $Y"` would be a map, and the build would not start. */
  readonly commands: readonly string[];
}

/** A CodeBuild build specification, in its own names. */
export interface BuildSpecification {
  readonly version: '0.2';
  readonly env: { readonly shell: 'bash'; readonly 'exported-variables'?: readonly string[] };
  readonly phases: { readonly install: BuildPhase; readonly build: BuildPhase };
  /** Directories that CodeBuild keeps for later builds, where the project has a cache. */
  readonly cache: { readonly paths: readonly string[] };
}

/** What the builds of a fan-out need besides. */
export interface FanOutBuild {
  /** Where the lists of clusters are written. */
  readonly artifactsBucket: string;
}

/** On the PATH of the build image, and outside the repository, which has a `terraform/` folder of its own. */
const binaries = '/usr/local/bin';
const archive = '/tmp/terraform.zip';

/** Where Terraform keeps the providers that it fetched; CodeBuild caches directories alone. */
const providers = '/root/.terraform.d/plugin-cache';

/**
 * Several clusters fetch their providers at once, and Terraform uses a shared directory for that safely only where the
 * repository has its lock file. Without one, each cluster fetches its own, and the log says why.
 */
const cacheProviders =
  `if [ -n "$(find . -name .terraform.lock.hcl -not -path '*/.terraform/*' -print -quit)" ]; ` +
  `then mkdir -p ${providers} && export TF_PLUGIN_CACHE_DIR=${providers}; ` +
  "else echo 'Providers are not cached: the repository has no .terraform.lock.hcl. Commit the one that terraform init writes.'; fi";

/**
 * What a build does: Node 22 and the pinned Terraform, whose checksum is verified before anything of it runs,
 * then the orchestrator that the repository carries. Commands share one shell, so what one exports the next one has.
 *
 * Every command is a single one (a pipe's last one decides, and that is the check), so that its exit code is
 * the command's own and no failure is swallowed.
 *
 * @param fanOut where the clusters are built each by itself; null for all in one build
 */
export function buildSpecification(
  orchestratorPath: OrchestratorPath,
  terraform: TerraformRelease,
  fanOut: FanOutBuild | null = null,
): BuildSpecification {
  return {
    version: '0.2',
    env: { shell: 'bash', ...(fanOut && { 'exported-variables': ['RUN', 'SOURCE'] }) },
    phases: {
      install: {
        'on-failure': 'ABORT',
        'runtime-versions': { nodejs: 22 },
        commands: [
          `curl --fail --silent --show-error --location --proto =https --retry 5 --output ${archive} ${terraform.url}`,
          `echo "${terraform.sha256}  ${archive}" | sha256sum --check --strict -`,
          `unzip -q -o ${archive} terraform -d ${binaries}`,
          `${binaries}/terraform version`,
        ],
      },
      build: {
        'on-failure': 'ABORT',
        commands: [
          cacheProviders,
          fanOut ? fanOutCommand(orchestratorPath, fanOut) : `node ${orchestratorPath} deploy --source .`,
        ],
      },
    },
    cache: { paths: [`${providers}/`] },
  };
}

/**
 * What the builds of a fan-out do, by the variable FAN_OUT_STEP that whoever starts them sets. One that nobody said a
 * step to fails: what it is for is never guessed.
 *
 * - `list` (the pipeline): opens the run and writes its list; the run and the source are what the next action is given.
 *   CodePipeline hands its source over as an object, whose ARN is CODEBUILD_SOURCE_VERSION.
 * - `cluster` (the map): deploys one cluster of the run.
 * - `conclude` (after the map): ends the run, and fails where a cluster is not deployed.
 */
function fanOutCommand(orchestratorPath: OrchestratorPath, { artifactsBucket }: FanOutBuild): string {
  const orchestrator = `node ${orchestratorPath}`;
  return [
    'case "${FAN_OUT_STEP:-}" in',
    `list) export RUN SOURCE="\${CODEBUILD_SOURCE_VERSION#arn:*:s3:::}" && RUN="$(${orchestrator} fan-out --source . --list-bucket ${artifactsBucket})" && echo "Run $RUN";;`,
    `cluster) ${orchestrator} deploy --source . --run "$RUN" --cluster "$CLUSTER";;`,
    `conclude) ${orchestrator} conclude "$RUN";;`,
    `*) echo "FAN_OUT_STEP is '\${FAN_OUT_STEP:-}', and not list, cluster or conclude: this build was started by hand." >&2; false;;`,
    'esac',
  ].join('\n');
}

/**
 * The specification as CodeBuild takes it. JSON is YAML in which every string is quoted, so no command can turn
 * into something else.
 */
export function renderBuildSpecification(specification: BuildSpecification): string {
  return JSON.stringify(specification, null, 2);
}
