import type { RequestPrincipal } from '../evaluation/access-request.js';
import type { PrincipalType } from '../evaluation/derived-keys.js';
import { characters } from '../regular/character-class.js';
import { many, one, sequence, type Sequence } from '../regular/sequence.js';

/*
 * A principal as one string, so that whatever follows from it stays in step: a role session is its role's ARN, a
 * space and the session's name; a user or root user its ARN; a service its name; an anonymous caller nothing.
 */

const digits = Array.from({ length: 12 }, () => one(characters.digit));
const name = [one(characters.name), many(characters.name)];
const iam = (entity: string) => sequence('arn:aws', many(characters.label), ':iam::', digits, `:${entity}`);
/** With a path and without. */
const named = (entity: string, ...rest: readonly Sequence[]): readonly Sequence[] => [
  sequence(iam(`${entity}/`), name, ...rest),
  sequence(iam(`${entity}/`), many(characters.path), '/', name, ...rest),
];

/** The principals of each type, as strings. */
export const principalShapes: Readonly<Record<PrincipalType, readonly Sequence[]>> = {
  'role-session': named('role', sequence(' ', name)),
  user: named('user'),
  root: [iam('root')],
  service: [
    sequence(
      one(characters.label),
      many(characters.label),
      '.',
      many(characters.domain),
      one(characters.label),
    ),
  ],
  anonymous: [[]],
};

/** The principal that a string stands for. */
export function principalOf(text: string): RequestPrincipal {
  if (text === '') return { kind: 'anonymous' };
  const [arn = '', session] = text.split(' ');
  const accountId = arn.split(':')[4];
  if (accountId === undefined) return { kind: 'service', service: text };
  if (session === undefined) return { kind: 'user', accountId, arn };
  const partition = arn.split(':')[1] ?? '';
  const roleName = arn.slice(arn.lastIndexOf('/') + 1);
  const sessionArn = `arn:${partition}:sts::${accountId}:assumed-role/${roleName}/${session}`;
  return { kind: 'role-session', accountId, roleArn: arn, sessionArn };
}

/** The strings of the role sessions that have an ARN, whatever the path of their role. */
export function sessionsByArn(arn: string): readonly Sequence[] {
  const [, partition, account, role, session] =
    /^arn:([^:]*):sts::(\d*):assumed-role\/([^/]*)\/([^/]*)$/.exec(arn) ?? [];
  if (partition === undefined || role === undefined) return [];
  const prefix = `arn:${partition}:iam::${account ?? ''}:role/`;
  const suffix = `${role} ${session ?? ''}`;
  return [sequence(prefix, suffix), sequence(prefix, many(characters.path), '/', suffix)];
}

/** The strings of the principals of an account. */
export function principalsOfAccount(accountId: string): Sequence {
  return sequence('arn:aws', many(characters.label), `:iam::${accountId}:`, many(characters.any));
}
