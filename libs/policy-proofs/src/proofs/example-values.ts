/** Values that requests really have, to be tried first: what people read should look like what AWS sends. */
const examples: Readonly<Record<string, readonly string[]>> = {
  principal: [
    'arn:aws:iam::999999999999:role/example session',
    'arn:aws:iam::999999999999:user/example',
    'arn:aws:iam::999999999999:root',
    'example.amazonaws.com',
    '',
  ],
  resource: ['arn:aws:s3:::example/key', 'arn:aws:iam::999999999999:role/example', '*'],
  owner: ['999999999999'],
  'key aws:currenttime': ['2026-01-01T00:00:00Z'],
  'key aws:multifactorauthpresent': ['true', 'false'],
  'key aws:principalorgid': ['o-example123'],
  'key aws:requestedregion': ['us-east-1', 'us-west-2', 'eu-west-1', 'ap-southeast-2'],
  'key aws:resourceorgid': ['o-example456', 'o-example123'],
  'key aws:securetransport': ['true', 'false'],
  'key aws:sourceaccount': ['999999999999'],
  'key aws:sourceip': ['203.0.113.7'],
  'key aws:userid': ['AROAEXAMPLEID4567890A:session'],
  'key iam:passedtoservice': ['lambda.amazonaws.com'],
  'key iam:awsservicename': ['lambda.amazonaws.com'],
  'key iam:permissionsboundary': ['arn:aws:iam::999999999999:policy/example'],
};

/** Values to try first for an attribute of a request or, as `key NAME`, for a condition key in lower case. */
export function exampleValues(attribute: string): readonly string[] {
  return examples[attribute] ?? (attribute.startsWith('key ') ? ['example', 'true', 'false'] : []);
}
