import type { AccessRequest, RequestPrincipal } from '../index.js';
import type { Atom, RelationMode, StringAttribute, Term } from '../boxes/atom.js';
import { passesTest } from '../boxes/find-value.js';
import type { Formula } from '../boxes/formula.js';
import { confineToArnFields } from '../patterns/arn-pattern.js';
import { matchesGlob, resolveGlob } from '../patterns/glob.js';
import type { ActionIndex } from '../proofs/action-index.js';
import { accepts } from '../regular/automaton.js';
import { focusOf } from '../regular/focus.js';

/** Whether a formula holds of one request, by what its atoms mean; undefined where something not modelled decides. */
export function holdsOf(formula: Formula, request: AccessRequest, index: ActionIndex): boolean | undefined {
  const both = (...parts: readonly Formula[]) => holdsOf({ kind: 'and', parts }, request, index);
  switch (formula.kind) {
    case 'by-action': {
      const groups = [...formula.groups(index.all)];
      return groups.map(({ isIn, holds }) => both(isIn, holds)).find((holds) => holds !== false) ?? false;
    }
    case 'true':
      return true;
    case 'false':
      return false;
    case 'literal': {
      const holds = atomHolds(formula.atom, request, index);
      return holds === undefined ? undefined : holds !== formula.negated;
    }
    case 'and':
    case 'or': {
      const decisive = formula.kind === 'or';
      const parts = formula.parts.map((part) => holdsOf(part, request, index));
      if (parts.includes(decisive)) return decisive;
      return parts.includes(undefined) ? undefined : !decisive;
    }
  }
}

function atomHolds(atom: Atom, request: AccessRequest, index: ActionIndex): boolean | undefined {
  switch (atom.kind) {
    case 'action': {
      const name = request.action.toLowerCase();
      return atom.actions.has(index.actions.findIndex((action) => action.name.toLowerCase() === name));
    }
    case 'language':
      return accepts(atom.automaton, stringOf(atom.attribute, request));
    case 'absence':
      return valuesOf(atom.key, request).length === 0;
    case 'several':
      return valuesOf(atom.key, request).length > 1;
    case 'value': {
      const [value, ...more] = valuesOf(atom.key, request);
      if (more.length > 0) return undefined;
      return value !== undefined && passesTest(atom.test, value);
    }
    case 'values': {
      const values = valuesOf(atom.key, request);
      if (values.every((value) => value === '')) return atom.onEmpty;
      const passes = (value: string) => passesTest(atom.test, value) !== atom.negated;
      return atom.quantifier === 'any' ? values.some(passes) : values.every(passes);
    }
    case 'relation': {
      const subject = termOf(atom.subject, request);
      const glob = resolveGlob(atom.pattern, (key) => {
        const term = atom.terms.get(key);
        return term && termOf(term, request);
      });
      if (subject === undefined || !glob) return false;
      return matchesGlob(confine(glob, atom.mode), subject);
    }
    case 'opaque':
      return undefined;
  }
}

function confine(glob: readonly number[], mode: RelationMode): readonly number[] {
  if (mode === 'text' || mode === 'text-ignoring-case') return glob;
  return confineToArnFields(glob, mode === 'resource');
}

function termOf(term: Term, request: AccessRequest): string | undefined {
  if ('key' in term) return valuesOf(term.key, request)[0];
  const text = stringOf(term.attribute, request);
  return term.focus ? focusOf(term.focus, text) : text;
}

function valuesOf(key: string, { context }: AccessRequest): readonly string[] {
  return Object.entries(context).flatMap(([name, values]) => (name.toLowerCase() === key ? values : []));
}

function stringOf(attribute: StringAttribute, request: AccessRequest): string {
  if (attribute === 'resource') return request.resource;
  return attribute === 'owner' ? (request.resourceAccountId ?? '') : principalText(request.principal);
}

function principalText(principal: RequestPrincipal): string {
  switch (principal.kind) {
    case 'role-session':
      return `${principal.roleArn} ${principal.sessionArn.split('/').at(-1) ?? ''}`;
    case 'user':
      return principal.arn;
    case 'service':
      return principal.service;
    case 'anonymous':
      return '';
  }
}
