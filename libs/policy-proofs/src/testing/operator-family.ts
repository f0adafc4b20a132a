import type { AccessRequest } from '../index.js';
import { principals } from './policy-case.js';

/** Operators that compare alike, with values to write into policies and to send in requests. */
export interface OperatorFamily {
  readonly family: string;
  readonly operators: readonly string[];
  /** Of policies. */
  readonly bounds: readonly string[];
  /** Of requests: on, below, above and between the bounds, written in several ways, and what no operator can read. */
  readonly samples: readonly string[];
}

const orderings = ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'];

export const operatorFamilies: readonly OperatorFamily[] = [
  {
    family: 'String',
    operators: [
      'StringEquals',
      'StringNotEquals',
      'StringEqualsIgnoreCase',
      'StringNotEqualsIgnoreCase',
      'StringLike',
      'StringNotLike',
    ],
    bounds: ['a', 'A', 'a*', '?', '*', 'ab', 'K'],
    // The Kelvin sign is a K in lower case.
    samples: ['', 'a', 'A', 'b', 'ab', 'aB', 'AB', 'abc', 'a*', '*', '?', 'k', 'K', '\u212a', 'é'],
  },
  {
    family: 'Arn',
    operators: ['ArnEquals', 'ArnNotEquals', 'ArnLike', 'ArnNotLike'],
    bounds: [
      'arn:aws:iam::111111111111:role/a',
      'arn:aws:iam::111111111111:role/*',
      'arn:aws:iam::*:role/a',
      'arn:*:*:*:*:*',
      'arn:aws:iam::11111111111?:role/a*',
    ],
    samples: [
      '',
      'x',
      'arn:aws:iam::111111111111:role/a',
      'arn:aws:iam::111111111111:role/ab',
      'arn:aws:iam::111111111111:role/b',
      'arn:aws:iam::111111111112:role/a',
      'arn:aws:iam::111111111112:role/b',
      'arn:aws:iam::111111111111:role/a:role/a',
      'arn:aws:iam:::role/a',
      'arn:aws:iam::1:2:role/a',
      'arn:aws:iam::role/a',
      'arn:aws-cn:s3:::bucket',
    ],
  },
  {
    family: 'Numeric',
    operators: orderings.map((suffix) => `Numeric${suffix}`),
    bounds: ['5', '5.0', '-1', '0.5', '9007199254740993'],
    samples: [
      ...['', 'x', '1e3', '-2', '-1', '-1.00', '-0.5', '0', '0.4', '0.5', '0.50', '0.7', '4.999', '5', '+5'],
      ...['05', '5.0', '5.001', '7', '9007199254740992', '9007199254740993', '9007199254740994'],
    ],
  },
  {
    family: 'Date',
    operators: orderings.map((suffix) => `Date${suffix}`),
    bounds: ['2026-01-01T12:00:00Z', '2026-01-01T13:00:00+01:00', '2026', '1767268800', '2026-02-01'],
    samples: [
      ...['', 'x', '2026-02-30', '2025-12-31T23:59:59.999Z', '2026', '2026-01-01T00:00:00Z', '1767225600'],
      ...['2026-01-01T00:00:00.001Z', '2026-01-01T11:59:59.999Z', '2026-01-01T12:00:00Z', '1767268800'],
      ...['2026-01-01T07:00:00-05:00', '2026-01-01T12:00:00.001Z', '2026-01-01T12:00:01Z', '1767268801'],
      ...['2026-01-31T23:59:59Z', '2026-02-01', '2026-02', '2026-02-01T00:00:00.001Z', '9999-12-31'],
    ],
  },
  {
    family: 'IpAddress',
    operators: ['IpAddress', 'NotIpAddress'],
    bounds: ['10.0.0.0/8', '10.1.0.0/16', '10.1.2.3', '0.0.0.0/0', '2001:db8::/32', '::/0', '10.1.2.3/8'],
    samples: [
      ...['', 'x', '10.1.2', '9.255.255.255', '10.0.0.0', '10.1.0.0', '10.1.2.3', '10.1.2.4', '10.1.255.255'],
      ...['10.2.0.0', '10.255.255.255', '11.0.0.0', '0.0.0.0', '255.255.255.255', '::', '2001:db7:ffff::'],
      ...['2001:db8::', '2001:DB8::1', '2001:db8:ffff::ffff', '2001:db9::', '::ffff:10.1.2.3', 'ffff::'],
    ],
  },
  {
    family: 'Bool',
    operators: ['Bool'],
    bounds: ['true', 'false'],
    samples: ['', 'x', 'true', 'TRUE', 'false'],
  },
  {
    family: 'Binary',
    operators: ['BinaryEquals'],
    bounds: ['YQ==', 'YWI='],
    samples: ['', 'x', 'YQ==', 'YWI=', 'YQ', 'yq=='],
  },
];

/** The key that the conditions of these tests are about: no request has another meaning for it. */
export const operatorKey = 'example:key';

/** A request with some values of the key; of none, without it. */
export function requestWith(values: readonly string[]): AccessRequest {
  return {
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::state/a',
    resourceAccountId: '111111111111',
    principal: principals.build,
    context: values.length === 0 ? {} : { [operatorKey]: values.length === 1 ? (values[0] ?? '') : values },
  };
}
