import type { Algebra } from './compose-layers.js';
import type { LayerVerdict } from './evaluate-layer.js';

/** Whether something holds of one request, by which layers' grants, or which layers' silence kept it from holding. */
export interface Grounds {
  readonly holds: boolean;
  readonly by: readonly LayerVerdict[];
  readonly silent: readonly LayerVerdict[];
}

/** What a layer's grants amount to. */
export function groundsOf(layer: LayerVerdict): Grounds {
  const holds = layer.grants.length > 0;
  return { holds, by: holds ? [layer] : [], silent: holds ? [] : [layer] };
}

/** A fact of a request, which no layer has a part in. */
export function fact(holds: boolean): Grounds {
  return { holds, by: [], silent: [] };
}

/** Composition of one request that remembers why. */
export const groundsAlgebra: Algebra<Grounds> = {
  all: (...parts) => ({
    holds: parts.every(({ holds }) => holds),
    by: parts.flatMap(({ by }) => by),
    silent: parts.filter(({ holds }) => !holds).flatMap(({ silent }) => silent),
  }),
  any: (...parts) => parts.find(({ holds }) => holds) ?? parts.at(-1) ?? fact(false),
  not: ({ holds }) => fact(!holds),
  choose: (condition, then, otherwise) => (condition.holds ? then : otherwise),
};
