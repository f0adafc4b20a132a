import type { PrincipalType } from '../evaluation/derived-keys.js';
import type { Grantee } from '../evaluation/match-principal.js';
import type { ParsedPrincipal, Selection } from '../policies/parsed-policy.js';
import { always, and, negate, never, or, type Formula } from '../boxes/formula.js';
import { many, sequence, type Sequence } from '../regular/sequence.js';
import { characters } from '../regular/character-class.js';
import type { Encoding } from './encoding.js';
import { principalsOfAccount, sessionsByArn } from './principal-shape.js';

/** That a principal is named in one way, as granteeOf has it. */
export function encodeNamed(
  encoding: Encoding,
  named: readonly ParsedPrincipal[],
  grantee: Grantee,
): Formula {
  if (named.some(({ kind }) => kind === 'everyone')) return grantee === 'itself' ? always : never;
  const sequences = named.flatMap((principal) => sequencesOf(principal, grantee));
  if (sequences.length === 0) return never;
  const text = `${grantee} ${JSON.stringify(named)}`;
  const examples = named.flatMap((principal) =>
    principal.kind === 'arn' && grantee === 'role' ? [`${principal.arn} session`] : [],
  );
  return encoding.matches('principal', undefined, text, () => sequences, examples);
}

function sequencesOf(principal: ParsedPrincipal, grantee: Grantee): readonly Sequence[] {
  switch (principal.kind) {
    case 'everyone':
      return [];
    case 'account':
      return grantee === 'account' ? [principalsOfAccount(principal.accountId)] : [];
    case 'service':
      return grantee === 'itself' ? [sequence(principal.service)] : [];
    case 'arn':
      if (grantee === 'role') return [sequence(principal.arn, ' ', many(characters.any))];
      return grantee === 'itself' ? [sequence(principal.arn), ...sessionsByArn(principal.arn)] : [];
  }
}

/** The ways in which a principal of each type can be named. */
const namesByType: Readonly<Record<Exclude<PrincipalType, 'anonymous'>, readonly Grantee[]>> = {
  'role-session': ['itself', 'role', 'account'],
  user: ['itself', 'account'],
  root: ['account'],
  service: ['itself'],
};

/** That a Deny covers the principal, as isCovered has it. */
export function encodeCovered(
  encoding: Encoding,
  { complement, values }: Selection<ParsedPrincipal>,
  hasBoundary: boolean,
): Formula {
  const named = (grantee: Grantee) => encodeNamed(encoding, values, grantee);
  const any = or(named('itself'), named('role'), named('account'));
  if (!complement) return any;
  if (hasBoundary) return always;
  if (values.some(({ kind }) => kind === 'everyone')) return never;
  const whole = Object.entries(namesByType).map(([type, grantees]) =>
    and(encoding.principalIs(type as PrincipalType), ...grantees.map(named)),
  );
  const inPart = encoding.opaque(
    'a NotPrincipal names a principal in some of its ways (session, role, account) only',
    JSON.stringify(values),
  );
  return or(negate(any), and(negate(or(...whole)), inPart));
}
