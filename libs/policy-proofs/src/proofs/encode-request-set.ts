import { parseConditions } from '../policies/parse-condition.js';
import { confineToArnFields } from '../patterns/arn-pattern.js';
import { globOf, unitsOf, type Glob } from '../patterns/glob.js';
import type { Pattern } from '../patterns/pattern.js';
import type { ActionSet } from '../boxes/action-set.js';
import { always, and, negate, or, type ActionGroup, type Formula } from '../boxes/formula.js';
import { sequenceOfGlob } from '../regular/sequence.js';
import type { CatalogueAction } from './action-catalogue.js';
import { encodeCondition } from './encode-condition.js';
import { examplesOf } from './encode-pattern.js';
import type { Encoding } from './encoding.js';
import type { RequestSet } from './request-set.js';

/** Where in a set something stands that is not what it should be. */
export const setPosition = { policy: 'the request set', path: 'Condition' };

/** That a request belongs to a set; requestBelongs says the same of one request. */
export function encodeRequestSet(encoding: Encoding, set: RequestSet): Formula {
  const { actions } = encoding;
  switch (set.kind) {
    case 'all':
      return and(...set.sets.map((one) => encodeRequestSet(encoding, one)));
    case 'any':
      return or(...set.sets.map((one) => encodeRequestSet(encoding, one)));
    case 'not':
      return negate(encodeRequestSet(encoding, set.set));
    case 'action':
      return encoding.actionIn(JSON.stringify(set.patterns), () => actions.matchingAny(set.patterns));
    case 'action-where':
      return encoding.actionIn(`where ${encoding.nameOf(set.holds)}`, () => actions.where(set.holds));
    case 'resource':
      return set.patterns.includes('*') ? always : encodeGlobs(encoding, 'resource', undefined, set.patterns);
    case 'resource-type-of-action':
      return and(
        encoding.actionIn('of known types', () => actions.where(hasKnownTypes)),
        encodeResourceTypes(encoding),
      );
    case 'resource-account':
      return or(
        and(encoding.resourceIs('naming'), encodeGlobs(encoding, 'resource', 'account', set.patterns)),
        and(encoding.resourceIsOwnedApart, encodeGlobs(encoding, 'owner', undefined, set.patterns)),
      );
    case 'principal':
      return and(
        encoding.principalIs(set.type),
        set.patterns.includes('*') ? always : encodeGlobs(encoding, 'principal', 'head', set.patterns),
      );
    case 'principal-account':
      return and(
        encoding.principalIs('role-session', 'user', 'root'),
        encodeGlobs(encoding, 'principal', 'account', set.patterns),
      );
    case 'condition':
      return and(
        ...parseConditions(set.conditions, setPosition).map((condition) =>
          condition.quantifier || condition.operator.name === 'Null'
            ? encodeCondition(encoding, condition)
            : and(encodeCondition(encoding, condition), negate(encoding.several(condition.key))),
        ),
      );
  }
}

function encodeGlobs(
  encoding: Encoding,
  attribute: 'principal' | 'resource' | 'owner',
  focus: 'account' | 'head' | undefined,
  patterns: readonly string[],
): Formula {
  const sequences = () => patterns.map((pattern) => sequenceOfGlob(globOf(pattern)));
  const examples = patterns.flatMap((pattern) => examplesOf(wildcardPattern(pattern)));
  return encoding.matches(attribute, focus, `globs ${JSON.stringify(patterns)}`, sequences, examples);
}

function wildcardPattern(text: string): Pattern {
  return text
    .split(/([*?])/)
    .filter((part) => part !== '')
    .map((part) =>
      part === '*'
        ? { kind: 'any-characters' }
        : part === '?'
          ? { kind: 'any-character' }
          : { kind: 'literal', text: part },
    );
}

const hasKnownTypes = ({ resourceArns }: CatalogueAction) => resourceArns !== undefined;

/** The ARNs of a type of the catalogue, the fields of which have no colons; `*` is an action's that takes no resource. */
export function globOfType(arn: string): Glob {
  return arn === '*' ? unitsOf(arn) : confineToArnFields(globOf(arn), false);
}

/** That the resource is of a type that the action takes; any resource where its types are not known. */
export function encodeResourceTypes(encoding: Encoding): Formula {
  return { kind: 'by-action', groups: (among) => groupsByTypes(encoding, among) };
}

function* groupsByTypes(encoding: Encoding, among: ActionSet): Generator<ActionGroup> {
  for (const { types, actions } of encoding.actions.byResourceTypes(among)) {
    const text = types?.join(' ') ?? 'not known';
    yield {
      isIn: encoding.actionIn(`taking ${text}`, () => actions),
      holds: types
        ? encoding.matches(
            'resource',
            undefined,
            `types ${text}`,
            () => types.map((arn) => sequenceOfGlob(globOfType(arn))),
            types.filter((arn) => arn !== '*').flatMap((arn) => examplesOf(wildcardPattern(arn))),
          )
        : always,
    };
  }
}
