import { reasonOf, type HolderState } from '@regional-pipeline/platform-model';
import type { HolderStateOptions } from './holder-state.js';

/**
 * How a CodeBuild build stands, by BatchGetBuilds (SM-25: of the project's own builds). A build that CodeBuild does
 * not know, or is not asked about for whatever reason, is not known to be over.
 */
export async function buildState(
  buildId: string,
  { region, client = {} }: Pick<HolderStateOptions, 'region' | 'client'>,
): Promise<HolderState> {
  // Loaded when it is needed: most commands ask after no build.
  const { BatchGetBuildsCommand, CodeBuildClient } = await import('@aws-sdk/client-codebuild');
  const codeBuild = new CodeBuildClient({
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
    ...client,
    region,
  });
  try {
    const { builds = [] } = await codeBuild.send(new BatchGetBuildsCommand({ ids: [buildId] }));
    const build = builds.find(({ id }) => id === buildId);
    if (!build) return unknown(buildId, `CodeBuild in ${region} does not know it any more`);
    const { buildStatus, buildComplete } = build;
    if (buildStatus === undefined) return unknown(buildId, `CodeBuild in ${region} gives it no status`);
    // A build that is being stopped has its last status before its container is gone.
    const over = buildStatus !== 'IN_PROGRESS' && buildComplete === true;
    const evidence = `build ${buildId} ${buildStatus}${over || buildStatus === 'IN_PROGRESS' ? '' : ', not yet complete'}`;
    return { status: over ? 'over' : 'running', evidence };
  } catch (error) {
    return unknown(buildId, `CodeBuild in ${region} did not say how it stands (${explain(error)})`);
  } finally {
    codeBuild.destroy();
  }
}

function unknown(buildId: string, why: string): HolderState {
  return { status: 'unknown', evidence: `build ${buildId}: ${why}` };
}

function explain(error: unknown): string {
  const reason = reasonOf(error);
  const name = error instanceof Error ? error.name : '';
  return name === '' || name === 'Error' ? reason : `${name}: ${reason}`;
}
