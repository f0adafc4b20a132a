import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { ConditionBlock } from '@regional-pipeline/platform-model';
import {
  action,
  allOf,
  not,
  resource,
  resourceAccount,
  roleSession,
  when,
  type GrantStatus,
  type RequestSet,
} from '../index.js';
import type { PolicyCase } from './policy-case.js';

/** A set of requests, of which all that it says holds. */
interface CaseRequests {
  readonly action?: readonly string[];
  readonly resource?: readonly string[];
  readonly resourceAccount?: readonly string[];
  readonly roleSession?: readonly string[];
  readonly when?: ConditionBlock;
  readonly not?: CaseRequests;
}

/** Policies, the question that the case's file is named after, and its answer. */
export interface ProofCase {
  readonly name: string;
  /** The page of AWS's documentation, or its rule, that decides a subtle case. */
  readonly source?: string;
  readonly policies: PolicyCase['policies'];
  /** Of new-access. */
  readonly before?: PolicyCase['policies'];
  /** What is asked about; without it every request. */
  readonly requests?: CaseRequests;
  readonly expect:
    | { readonly verdict: 'proved' }
    /** A part of the request that is shown. */
    | { readonly verdict: 'violated'; readonly request?: Readonly<Record<string, unknown>> }
    /** What the reason names. */
    | { readonly verdict: 'unknown'; readonly reason: string }
    /** Of live-grants: of each Allow, action and resource in turn. */
    | { readonly grants: readonly GrantStatus['status'][] };
}

/** Every case, by the question that its file is named after. */
export function readProofCases(directory: string): ReadonlyMap<string, readonly ProofCase[]> {
  return new Map(
    readdirSync(directory).map((file) => [
      path.basename(file, '.json'),
      JSON.parse(readFileSync(path.join(directory, file), 'utf8')) as readonly ProofCase[],
    ]),
  );
}

/** The requests that a case is about. */
export function requestsOf(requests: CaseRequests = {}): RequestSet {
  return allOf(
    ...(requests.action ? [action(...requests.action)] : []),
    ...(requests.resource ? [resource(...requests.resource)] : []),
    ...(requests.resourceAccount ? [resourceAccount(...requests.resourceAccount)] : []),
    ...(requests.roleSession ? [roleSession(...requests.roleSession)] : []),
    ...(requests.when ? [when(requests.when)] : []),
    ...(requests.not ? [not(requestsOf(requests.not))] : []),
  );
}
