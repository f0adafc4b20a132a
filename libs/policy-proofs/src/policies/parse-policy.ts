import type { PolicyDocument } from '@regional-pipeline/platform-model';
import { memberOf, policyMalformed, policyNotModelled, shown, type PolicyPosition } from '../errors.js';
import { listAt, objectAt } from './json-shape.js';
import { parseStatement, refuseUnknownElements } from './parse-statement.js';
import type { ParsedPolicy, ParsedStatement, PolicyKind } from './parsed-policy.js';

/** A policy document and the name that decisions and errors show for it: `regional-pipeline-codebuild-role/inline`. */
export interface NamedPolicy {
  readonly name: string;
  /** Whatever its type promises, it is checked before it is used. */
  readonly document: PolicyDocument;
}

/**
 * Parses a whole policy document, or fails: what one statement gets wrong is an error even where that statement
 * would not have applied. The evaluator and the proofs read nothing but the result.
 *
 * @throws PolicyMalformed for what IAM would refuse
 * @throws PolicyNotModelled for an element, an operator, a variable or a version that is not modelled
 */
export function parsePolicy(policy: NamedPolicy, kind: PolicyKind): ParsedPolicy {
  const top: PolicyPosition = { policy: policy.name, path: '' };
  const document = objectAt(policy.document, top);
  refuseUnknownElements(document, ['Version', 'Id', 'Statement'], top);
  if (document['Version'] === undefined || document['Version'] === '2008-10-17') {
    throw policyNotModelled(top, 'only policies of Version "2012-10-17" are modelled, and this one is older');
  }
  if (document['Version'] !== '2012-10-17') {
    throw policyMalformed(memberOf(top, 'Version'), `${shown(document['Version'])} is not a version`);
  }
  if (document['Statement'] === undefined) throw policyMalformed(top, 'it has no Statement');
  const place = memberOf(top, 'Statement');
  const statements = listAt(document['Statement'], place).map((statement, index) =>
    parseStatement(statement, index, kind, memberOf(place, index)),
  );
  const sids = statements.flatMap(({ sid }) => (sid === undefined ? [] : [sid]));
  const known = new Set<string>();
  for (const sid of sids) {
    if (known.has(sid)) throw policyMalformed(place, `two statements have the Sid ${shown(sid)}`);
    known.add(sid);
  }
  refuseTooManyOfAnyService(statements, place);
  return { name: policy.name, statements };
}

/** Patterns that are held against all actions of AWS, and not against one service's. */
const mostOfAnyService = 200;

function refuseTooManyOfAnyService(statements: readonly ParsedStatement[], place: PolicyPosition): void {
  const patterns = statements.flatMap(({ actions }) => actions.values);
  const ofAnyService = new Set(
    patterns
      .filter(([first]) => first?.kind !== 'literal' || !first.text.includes(':'))
      .map((pattern) => JSON.stringify(pattern)),
  );
  if (ofAnyService.size <= mostOfAnyService) return;
  throw policyNotModelled(
    place,
    `${ofAnyService.size} patterns of actions have a wildcard in the service's name, and the most that are modelled are ${mostOfAnyService}`,
  );
}
