import { nearestName, type Region } from '@regional-pipeline/platform-model';
import type { z } from 'zod';
import type { ClusterDefinition } from './cluster-definition.js';
import { findSharedNames } from './definition-conflicts.js';
import type { DefinitionFile } from './definition-file.js';
import { parseDefinitionPath, type DefinitionPath } from './definition-path.js';
import { refuseDefinitions, type DefinitionProblem } from './definition-problem.js';
import { DefinitionSchema, definitionKeys } from './definition-schema.js';
import { readYamlMapping } from './yaml-mapping.js';

type Parsed = ClusterDefinition | readonly DefinitionProblem[];

/**
 * Reads the definition files of the whole repository for the run of one region.
 *
 * The definitions of other regions are returned as well, since one of them may claim an account of this region.
 * A broken one of another region is left out: its own region's run reports it. A file that lies in no region's
 * folder stops every region, for no region would miss it.
 *
 * @throws PlatformError DefinitionsInvalid with every problem of this region, each at its path, line and column
 */
export function parseDefinitions(files: readonly DefinitionFile[], region: Region): ClusterDefinition[] {
  const parsed = files.map(parseDefinition);
  const definitions = parsed.filter((result): result is ClusterDefinition => 'name' in result);
  const problems = parsed.flatMap((result) => ('name' in result ? [] : result));
  refuseDefinitions([...problems, ...findSharedNames(definitions)], region);
  return definitions;
}

function parseDefinition(file: DefinitionFile): Parsed {
  const place = parseDefinitionPath(file.path);
  if (typeof place === 'string') return [{ path: file.path, line: 1, column: 1, message: place }];
  const own = { path: file.path, regions: [place.region] };
  const yaml = readYamlMapping(file.text);
  if (!('value' in yaml)) return yaml.map((problem) => ({ ...own, ...problem }));
  const checked = DefinitionSchema.safeParse(yaml.value, { reportInput: true });
  if (!checked.success) {
    return checked.error.issues.flatMap((issue) =>
      describeIssue(issue).map(({ at, message }) => ({ ...own, ...yaml.positionOf(at), message })),
    );
  }
  const misplaced = comparePlace(checked.data, place);
  if (misplaced) {
    const { key, message, regions } = misplaced;
    return [{ path: file.path, ...yaml.positionOf([key]), message, regions }];
  }
  const { region: _, account, ...content } = checked.data;
  const { line } = yaml.positionOf([account === undefined ? 'name' : 'account']);
  return {
    ...content,
    account: account ?? content.name,
    region: place.region,
    source: { path: file.path, line },
  };
}

function comparePlace(
  { name, region }: z.infer<typeof DefinitionSchema>,
  place: DefinitionPath,
): { key: string; message: string; regions: Region[] } | undefined {
  if (region !== undefined && region !== place.region) {
    const message = `it says region ${region} and lies in the folder of ${place.region}; correct one of them`;
    return { key: 'region', message, regions: [place.region, region] };
  }
  if (name === place.name) return undefined;
  const message = `the cluster is named ${name} and its file ${place.name}; give both one name`;
  return { key: 'name', message, regions: [place.region] };
}

function describeIssue(issue: z.core.$ZodIssue): { at: readonly PropertyKey[]; message: string }[] {
  const at = issue.path;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ at: [...at, key], message: unknownKey(key, at.join('.')) }));
  }
  if (issue.code === 'invalid_key') {
    return issue.issues.map(({ message }) => ({ at, message: `${at.join('.')}: ${message}` }));
  }
  const key = at.join('.');
  if (issue.code === 'invalid_type' && issue.input === undefined) {
    return [{ at, message: `${key} is missing; add "${key}: …"` }];
  }
  return [{ at, message: `${key}: ${issue.message}` }];
}

function unknownKey(key: string, mapping: string): string {
  const known = definitionKeys[mapping] ?? [];
  const nearest = nearestName(key, known);
  const remedy =
    nearest === undefined ? `use one of ${known.join(', ')}` : `did you mean ${JSON.stringify(nearest)}?`;
  return `unknown key ${JSON.stringify(key)}; ${remedy}`;
}
