/** What a search may still spend. One step is one move of one automaton, about a microsecond. */
export interface SearchBudget {
  /** Spends steps; throws SearchExhausted where there are none left. */
  readonly spend: (steps: number) => void;
}

/** Ends a search that has spent its budget. Whoever started it turns it into the answer `unknown`. */
export class SearchExhausted extends RangeError {}

/** A budget of `steps` steps. */
export function searchBudget(steps: number): SearchBudget {
  let left = steps;
  return {
    spend: (count) => {
      left -= count;
      if (left < 0) throw new SearchExhausted(`the search did not end within ${steps} steps`);
    },
  };
}
