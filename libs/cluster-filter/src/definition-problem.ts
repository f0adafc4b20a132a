import { PlatformError, type Region } from '@regional-pipeline/platform-model';
import { clusterFilterErrors } from './errors.js';

/** One thing that is wrong with a definition, at the place where a person has to change it. */
export interface DefinitionProblem {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** What is wrong and what to do, with the values. */
  readonly message: string;
  /** The regions that cannot run before it is corrected; every one where the file belongs to none. */
  readonly regions?: readonly Region[];
}

/**
 * Throws all problems that concern `region` as one error, in the order of the files and lines.
 *
 * A problem of other regions alone is theirs: their runs report it, and this region's goes on.
 *
 * @throws PlatformError DefinitionsInvalid
 */
export function refuseDefinitions(problems: readonly DefinitionProblem[], region: Region): void {
  const own = problems
    .filter(({ regions }) => regions === undefined || regions.includes(region))
    .map(({ path, line, column, message }) => ({ path, line, column, message }))
    .sort((a, b) => compareText(a.path, b.path) || a.line - b.line || a.column - b.column);
  if (own.length === 0) return;
  const lines = own.map(({ path, line, column, message }) => `  ${path}:${line}:${column}: ${message}`);
  throw new PlatformError(clusterFilterErrors.DefinitionsInvalid, {
    message: `the definitions of ${region} cannot be used:\n${lines.join('\n')}\n`,
    context: { region, problems: own },
  });
}

/** The order of UTF-16 code units, which does not depend on the machine's language. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
