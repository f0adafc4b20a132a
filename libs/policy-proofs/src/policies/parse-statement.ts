import { memberOf, policyMalformed, policyNotModelled, shown, type PolicyPosition } from '../errors.js';
import { parsePattern, type Pattern } from '../patterns/pattern.js';
import { objectAt, stringsAt } from './json-shape.js';
import { parseConditions } from './parse-condition.js';
import { parsePrincipals } from './parse-principal.js';
import type { ParsedPrincipal, ParsedStatement, PolicyKind, Selection } from './parsed-policy.js';

const elements = ['Sid', 'Effect', 'Action', 'NotAction', 'Condition'];
const elementsByKind: Readonly<Record<PolicyKind, readonly string[]>> = {
  identity: [...elements, 'Resource', 'NotResource'],
  resource: [...elements, 'Resource', 'NotResource', 'Principal', 'NotPrincipal'],
  trust: [...elements, 'Principal'],
};

/** Parses a statement of a policy of a kind; see parsePolicy for its errors. */
export function parseStatement(
  value: unknown,
  index: number,
  kind: PolicyKind,
  place: PolicyPosition,
): ParsedStatement {
  const statement = objectAt(value, place);
  refuseUnknownElements(statement, elementsByKind[kind], place, kind);
  const { Sid: sid, Effect: effect, Condition: condition } = statement;
  if (sid !== undefined && typeof sid !== 'string') throw policyMalformed(place, 'the Sid is not a string');
  if (effect !== 'Allow' && effect !== 'Deny') {
    throw policyMalformed(memberOf(place, 'Effect'), `${shown(effect)} is neither "Allow" nor "Deny"`);
  }
  const actions = select(statement, 'Action', place, (element, at) =>
    stringsAt(element, at).map((text) => parseAction(text, at)),
  );
  const parsed: ParsedStatement = {
    index,
    ...(sid === undefined ? {} : { sid }),
    effect,
    actions,
    conditions: condition === undefined ? [] : parseConditions(condition, memberOf(place, 'Condition')),
  };
  if (kind === 'trust') return { ...parsed, principals: parsePrincipalSelection(statement, effect, place) };
  const resources = select(statement, 'Resource', place, (element, at) =>
    stringsAt(element, at).map((text) => parseResource(text, at)),
  );
  if (kind === 'identity') return { ...parsed, resources };
  return { ...parsed, resources, principals: parsePrincipalSelection(statement, effect, place) };
}

function parsePrincipalSelection(
  statement: Readonly<Record<string, unknown>>,
  effect: 'Allow' | 'Deny',
  place: PolicyPosition,
): Selection<ParsedPrincipal> {
  const principals = select(statement, 'Principal', place, parsePrincipals);
  if (principals.complement && effect === 'Allow') {
    throw policyNotModelled(place, 'AWS does not support NotPrincipal with "Effect": "Allow"');
  }
  return principals;
}

/** Takes exactly one of an element and its `Not` form. */
function select<T>(
  statement: Readonly<Record<string, unknown>>,
  element: 'Action' | 'Resource' | 'Principal',
  place: PolicyPosition,
  parse: (value: unknown, position: PolicyPosition) => readonly T[],
): Selection<T> {
  const names = [element, `Not${element}`].filter((name) => statement[name] !== undefined);
  const [name] = names;
  if (name === undefined || names.length > 1) {
    throw policyMalformed(place, `exactly one of ${element} and Not${element} is needed`);
  }
  return { complement: name !== element, values: parse(statement[name], memberOf(place, name)) };
}

function parseAction(text: string, position: PolicyPosition): Pattern {
  if (text !== '*' && !/^[A-Za-z0-9*?-]+:[\w.*?-]+$/.test(text)) {
    throw policyMalformed(position, `${shown(text)} is not an action such as "s3:Get*"`);
  }
  return parsePattern(text.toLowerCase(), true, position);
}

function parseResource(text: string, position: PolicyPosition): Pattern {
  const pattern = parsePattern(text, true, position);
  const hasVariable = pattern.some(({ kind }) => kind === 'variable');
  if (text === '*' || hasVariable || /^arn:(?:[^:]*:){4}/.test(text) || /^arn:.*\*$/.test(text))
    return pattern;
  if (text.startsWith('arn:')) {
    throw policyNotModelled(position, `${shown(text)} has fewer than the six fields of an ARN`);
  }
  throw policyMalformed(position, `${shown(text)} is neither "*" nor an ARN`);
}

/**
 * Refuses an object that has other members than the known ones.
 *
 * @throws PolicyMalformed for an element that the language has, but not there; PolicyNotModelled for any other
 */
export function refuseUnknownElements(
  object: Readonly<Record<string, unknown>>,
  known: readonly string[],
  position: PolicyPosition,
  kind?: PolicyKind,
): void {
  const unknown = Object.keys(object).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const of = kind ? `of a statement in a policy of the kind "${kind}"` : 'of a policy';
  if (elementsByKind.resource.includes(unknown)) {
    throw policyMalformed(memberOf(position, unknown), `it is no element ${of}`);
  }
  throw policyNotModelled(memberOf(position, unknown), `it is no known element ${of}`);
}
