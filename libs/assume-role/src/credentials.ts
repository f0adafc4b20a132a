/** AWS credentials; the shape that the AWS SDK takes and gives. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** When they stop working; absent for long-lived keys, or where nobody told. */
  readonly expiration?: Date;
}

/** Gives credentials that work now; every caller asks it each time that it needs some. */
export type CredentialsProvider = () => Promise<Credentials>;
