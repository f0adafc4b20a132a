/**
 * An error that is answered to the client in the service's own form (S3's XML, STS's query XML).
 *
 * It is the wire's error, not the program's: clients match on `code` and `status`.
 */
export class ServiceError extends Error {
  readonly code: string;
  readonly status: number;
  /** Further elements of the error document, like S3's `<Region>`. */
  readonly fields: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: string,
    status: number,
    message: string,
    extra: { fields?: Record<string, string>; headers?: Record<string, string>; cause?: unknown } = {},
  ) {
    super(message, extra.cause === undefined ? undefined : { cause: extra.cause });
    this.name = 'ServiceError';
    this.code = code;
    this.status = status;
    this.fields = extra.fields ?? {};
    this.headers = extra.headers ?? {};
  }
}
