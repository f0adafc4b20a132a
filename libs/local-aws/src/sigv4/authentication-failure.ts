/** Why a request's signature was not accepted. Each service has its own words and codes for these. */
export type AuthenticationProblem =
  | 'missing'
  | 'malformed'
  | 'unsigned-headers'
  | 'unknown-key'
  | 'wrong-token'
  | 'expired'
  | 'skewed'
  | 'wrong-signature'
  | 'wrong-payload';

/** A request that proves no identity. It carries no credential. */
export class AuthenticationFailure extends Error {
  readonly problem: AuthenticationProblem;

  constructor(problem: AuthenticationProblem, detail: string) {
    super(detail);
    this.name = 'AuthenticationFailure';
    this.problem = problem;
  }
}
