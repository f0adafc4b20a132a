import { partitionOf, type AccountId, type Region } from '@regional-pipeline/platform-model';
import type { ServiceCall } from '../gateway/service.js';
import { buildArn, projectOf, type BuildHistory, type LocalBuild } from './build-history.js';
import { invalidInput } from './codebuild-errors.js';

/** Most builds of one request. Source: CodeBuild API reference, BatchGetBuilds. */
const mostBuilds = 100;

/**
 * BatchGetBuilds: how builds of the caller's account and region stand. Its permission is on the project that a build
 * id names, so an id of a project that may not be read is refused, whether there is such a build or not (SM-25).
 *
 * @throws ServiceError InvalidInputException, AccessDenied
 */
export function batchGetBuilds(call: ServiceCall, history: BuildHistory): object {
  const { principal, region } = call.caller;
  if (principal.kind === 'anonymous' || region === undefined) {
    throw new TypeError('CodeBuild admits no anonymous caller');
  }
  const place = { accountId: principal.accountId as AccountId, region: region as Region };
  const ids = parseIds(call.payload.body.toString('utf8'));
  for (const id of ids) {
    call.authorizer.require({
      action: 'codebuild:BatchGetBuilds',
      resource: `arn:${partitionOf(place.region)}:codebuild:${region}:${place.accountId}:project/${projectOf(id)}`,
      resourceAccountId: place.accountId,
    });
  }
  const found = ids.map((id) => [id, history.find({ id, ...place })] as const);
  return {
    builds: found.flatMap(([, build]) => (build ? [describe(build)] : [])),
    buildsNotFound: found.flatMap(([id, build]) => (build ? [] : [id])),
  };
}

function parseIds(body: string): readonly string[] {
  let input: unknown;
  try {
    input = JSON.parse(body);
  } catch {
    throw invalidInput('The request is not JSON.');
  }
  const ids = (input as { ids?: unknown } | null)?.ids;
  const valid =
    Array.isArray(ids) &&
    ids.length > 0 &&
    ids.length <= mostBuilds &&
    ids.every((id) => typeof id === 'string' && /^[^:]+:[^:]+$/.test(id));
  if (!valid)
    throw invalidInput(`Invalid build ids: 1 to ${mostBuilds} of the form project:uuid are wanted.`);
  return ids as string[];
}

function describe(build: LocalBuild): object {
  const { id, status, complete = status !== 'IN_PROGRESS' } = build;
  return {
    id,
    arn: buildArn(build),
    projectName: projectOf(id),
    buildStatus: status,
    buildComplete: complete,
    currentPhase: complete ? 'COMPLETED' : 'BUILD',
  };
}
