import { isPlatformError } from '@regional-pipeline/platform-model';
import type { AccessRequest } from '../evaluation/access-request.js';
import { searchBoxes } from '../boxes/box-search.js';
import { CellStore } from '../boxes/cell.js';
import { and, type Formula } from '../boxes/formula.js';
import { searchBudget, SearchExhausted } from '../regular/search-budget.js';
import { actionIndexOf } from './action-index.js';
import { assignTerms } from './assign-terms.js';
import type { CatalogueAction } from './action-catalogue.js';
import { Encoding } from './encoding.js';
import { exampleValues } from './example-values.js';
import type { ProofOptions } from './proof.js';
import { requestOfBox } from './request-of-box.js';
import { ownerAutomaton, principalAutomaton, principalTypes, resourceAutomaton } from './shape-automata.js';

/** What a search is about. */
export interface SearchProblem<T> {
  readonly formula: Formula;
  /** What the request that was found amounts to; undefined where it is not one that is looked for after all. */
  readonly confirm: (request: AccessRequest, action: CatalogueAction) => T | undefined;
  readonly nameOfKey: (key: string) => string;
}

/** A request that was found, that there is none, or what kept that from being told. */
export type SearchResult<T> =
  | { readonly kind: 'found'; readonly request: AccessRequest; readonly confirmed: T }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly reason: string };

const defaultSteps = 5_000_000;
/** Boxes in a row that something not modelled keeps from being decided, before the search gives up. */
const undecidedBoxes = 64;

/**
 * The literals of problems about some policies and sets.
 *
 * @param actionPatterns those that the policies and sets name: a name that the catalogue has not is an action as well
 */
export function encodingFor(actionPatterns: readonly string[], { catalogue }: ProofOptions): Encoding {
  const names = actionPatterns.filter((pattern) => !/[*?]/.test(pattern));
  return new Encoding(actionIndexOf(catalogue).including(names));
}

/** Looks for a request of which a formula holds, among all requests. Never throws but for a defect. */
export function searchRequest<T>(
  encoding: Encoding,
  problem: SearchProblem<T>,
  options: ProofOptions,
): SearchResult<T> {
  const reasons: string[] = [];
  let found: SearchResult<T> | undefined;
  try {
    const store = new CellStore(
      {
        actions: encoding.actions.all,
        strings: {
          principal: principalAutomaton(principalTypes),
          resource: resourceAutomaton('any'),
          owner: ownerAutomaton(),
        },
        examples: exampleValues,
      },
      encoding.table,
      searchBudget(options.maxSteps ?? defaultSteps),
    );
    searchBoxes(and(problem.formula, ...encoding.recordedKeys.values()), store, (box) => {
      const assigned = assignTerms(encoding, store, box);
      if (assigned.kind === 'none') return false;
      const witness =
        assigned.kind === 'found'
          ? requestOfBox(assigned.box, store, encoding.actions, problem.nameOfKey)
          : assigned.reason;
      if (typeof witness === 'string') reasons.push(witness);
      else {
        const opaque = (box.get('free')?.literals ?? []).flatMap(({ atom }) =>
          atom.kind === 'opaque' ? [atom.reason] : [],
        );
        const outcome = confirm(problem, witness.request, witness.action);
        if (typeof outcome === 'string') reasons.push(opaque[0] ?? outcome);
        else found = { kind: 'found', request: witness.request, confirmed: outcome.confirmed };
      }
      return found !== undefined || reasons.length >= undecidedBoxes;
    });
  } catch (error) {
    if (error instanceof SearchExhausted || isPlatformError(error)) {
      return { kind: 'unknown', reason: error.message };
    }
    throw error;
  }
  const [reason] = reasons;
  return found ?? (reason === undefined ? { kind: 'none' } : { kind: 'unknown', reason });
}

function confirm<T>(
  problem: SearchProblem<T>,
  request: AccessRequest,
  action: CatalogueAction,
): { readonly confirmed: T } | string {
  try {
    const confirmed = problem.confirm(request, action);
    if (confirmed !== undefined) return { confirmed };
  } catch (error) {
    if (!isPlatformError(error)) throw error;
    return error.message;
  }
  return `the evaluator decides ${request.action} on ${request.resource} otherwise than the proof does: ${JSON.stringify(request)}`;
}
