import type { AwsRequest } from '../http/aws-request.js';
import { roleUniqueId } from '../credentials/role-unique-id.js';
import type { World } from '../world/world.js';
import type { Caller } from './caller.js';

export type ConditionContext = Readonly<Record<string, string | readonly string[]>>;

/** What the condition keys of every request are made from. */
export interface RequestCircumstances {
  readonly world: World;
  readonly request: AwsRequest;
  readonly caller: Caller;
  readonly now: Date;
  /** Whether the request counts as sent over TLS: the loopback server stands for AWS's TLS endpoints. */
  readonly secureTransport: boolean;
}

/**
 * The global condition keys that AWS gives with a request, each only when it has a value: a policy that tests an
 * absent key must behave here as it does there.
 *
 * The keys that follow from the principal (`aws:PrincipalArn`, `aws:PrincipalAccount`, …) are the evaluator's.
 */
export function globalContext(
  { world, request, caller, now, secureTransport }: RequestCircumstances,
  resourceAccountId: string | undefined,
): ConditionContext {
  const { principal, region } = caller;
  const session = principal.kind === 'role-session' ? principal : undefined;
  return presentOnly({
    'aws:CurrentTime': now.toISOString().replace(/\.\d{3}/, ''),
    'aws:EpochTime': String(Math.floor(now.getTime() / 1000)),
    'aws:RequestedRegion': region,
    'aws:SecureTransport': String(secureTransport),
    'aws:SourceIp': request.sourceIp,
    'aws:UserAgent': request.headers['user-agent'],
    'aws:ViaAWSService': 'false',
    'aws:PrincipalOrgID': session && world.organizationOf(session.accountId),
    'aws:userid': session && `${roleUniqueId(session.roleArn)}:${session.sessionArn.split('/').at(-1) ?? ''}`,
    'aws:ResourceAccount': resourceAccountId,
    'aws:ResourceOrgID': resourceAccountId && world.organizationOf(resourceAccountId),
  });
}

/** Leaves out the keys that have no value. */
export function presentOnly(
  context: Readonly<Record<string, string | readonly string[] | undefined>>,
): ConditionContext {
  return Object.fromEntries(
    Object.entries(context).filter(
      (entry): entry is [string, string | readonly string[]] => entry[1] !== undefined,
    ),
  );
}
