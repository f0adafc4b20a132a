import type { Decision } from '@regional-pipeline/policy-proofs';
import type { AwsRequest } from '../http/aws-request.js';
import { callerName, type Caller } from './caller.js';
import type { DecisionRecord } from './decision-record.js';

type Subject = Pick<DecisionRecord, 'action' | 'resource' | 'context'>;
type Verdict = Pick<DecisionRecord, 'effect' | 'decidedBy' | 'reason'>;

/** Collects what was decided about one request until its answer, and so its HTTP status, is known. */
export class DecisionTrail {
  readonly #entries: (Subject & Verdict)[] = [];
  readonly #request: AwsRequest;
  readonly #service: string;
  readonly #time: string;
  #caller: Caller | undefined;

  constructor(request: AwsRequest, service: string, now: Date) {
    this.#request = request;
    this.#service = service;
    this.#time = now.toISOString();
  }

  authenticated(caller: Caller): void {
    this.#caller = caller;
  }

  decided(subject: Subject, { effect, decidedBy, reason }: Decision): void {
    this.#entries.push({ ...subject, effect, decidedBy, reason });
  }

  undecided(subject: Subject, reason: string): void {
    this.#entries.push({ ...subject, effect: 'undecided', decidedBy: [], reason });
  }

  /** Records why the request got no decision; kept only when there was none. */
  endedBy(effect: 'unauthenticated' | 'fault' | 'undecided', reason: string): void {
    if (this.#entries.length === 0) this.#entries.push({ effect, decidedBy: [], reason });
  }

  /** The lines of the log; a request always has one. */
  finish(httpStatus: number): DecisionRecord[] {
    this.endedBy('undecided', 'Answered without a decision of the policies.');
    return this.#entries.map(({ action, resource, context, effect, decidedBy, reason }) => ({
      time: this.#time,
      requestId: this.#request.requestId,
      service: this.#service,
      ...(action === undefined ? {} : { action }),
      ...(resource === undefined ? {} : { resource }),
      principal: this.#caller ? callerName(this.#caller) : 'unknown',
      ...this.#origin(),
      effect,
      decidedBy,
      reason,
      ...(context === undefined ? {} : { context }),
      httpStatus,
    }));
  }

  #origin(): Pick<DecisionRecord, 'accountId' | 'region'> {
    if (this.#caller?.principal.kind !== 'role-session') return {};
    const { principal, region } = this.#caller;
    return { accountId: principal.accountId, ...(region === undefined ? {} : { region }) };
  }
}
