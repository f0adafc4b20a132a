/** A request as it arrived: nothing of it is believed yet. */
export interface AwsRequest {
  readonly requestId: string;
  readonly method: string;
  /** The path as sent, percent-encoding included: that is what was signed. */
  readonly rawPath: string;
  /** Decoded, in the order sent; a name without `=` has the value ''. */
  readonly query: ReadonlyMap<string, readonly string[]>;
  /** By lower-case name; repeated headers joined with a comma, as SigV4 wants them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly sourceIp: string;
}

/** The first value of a query parameter. */
export function queryValue(request: AwsRequest, name: string): string | undefined {
  return request.query.get(name)?.[0];
}

/** Decodes `a=1&b` as AWS does: percent-encoding, and `+` for a space. Throws URIError where it is malformed. */
export function parseQuery(encoded: string): Map<string, string[]> {
  const decode = (text: string) => decodeURIComponent(text.replaceAll('+', ' '));
  const query = new Map<string, string[]>();
  for (const pair of encoded.split('&').filter((part) => part !== '')) {
    const equals = pair.indexOf('=');
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    const value = equals < 0 ? '' : decode(pair.slice(equals + 1));
    query.set(name, [...(query.get(name) ?? []), value]);
  }
  return query;
}
