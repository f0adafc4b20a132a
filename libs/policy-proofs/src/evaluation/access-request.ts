/** Who makes a request, already authenticated. */
export type RequestPrincipal =
  | {
      readonly kind: 'role-session';
      readonly accountId: string;
      /** With the role's path: `arn:aws:iam::111111111111:role/NAME`. */
      readonly roleArn: string;
      /** `arn:aws:sts::111111111111:assumed-role/NAME/SESSION`. */
      readonly sessionArn: string;
    }
  | { readonly kind: 'service'; /** `codebuild.amazonaws.com` */ readonly service: string }
  | {
      readonly kind: 'user';
      readonly accountId: string;
      /** A user's, or the account's root: `arn:aws:iam::111111111111:root`. */
      readonly arn: string;
    }
  | { readonly kind: 'anonymous' };

/** One request to AWS, as far as policies see it. */
export interface AccessRequest {
  /** `s3:GetObject`; case does not matter. */
  readonly action: string;
  /** An ARN, or `*` for an action without a resource type. */
  readonly resource: string;
  /** The account that owns the resource; needed where its ARN names none, as an S3 bucket's. */
  readonly resourceAccountId?: string;
  readonly principal: RequestPrincipal;
  /**
   * Condition keys by name, whose case does not matter; a key that is not here is absent from the request. What
   * follows from the principal and the owner (`aws:PrincipalArn` and others) is derived, not taken from here.
   */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}

/** Tells whether a principal is the root user of an account. */
export function isRootUser(principal: RequestPrincipal): boolean {
  return principal.kind === 'user' && /:root$/.test(principal.arn);
}

/** A principal as a message names it. */
export function describePrincipal(principal: RequestPrincipal): string {
  switch (principal.kind) {
    case 'role-session':
      return principal.sessionArn;
    case 'user':
      return principal.arn;
    case 'service':
      return principal.service;
    case 'anonymous':
      return 'an anonymous caller';
  }
}
