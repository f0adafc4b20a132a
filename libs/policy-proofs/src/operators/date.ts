import { policyMalformed, shown } from '../errors.js';
import { holds, orderingOperators, type Comparison } from './comparison.js';
import type { ConditionOperator } from './condition-operator.js';

/** An instant to be compared with, in milliseconds since 1970. */
export interface InstantTest {
  readonly kind: 'instant';
  readonly comparison: Comparison;
  readonly bound: number;
}

const iso8601 =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?(Z|[+-]\d\d:\d\d))?)?)?$/;

/**
 * Reads a date in W3C's profile of ISO 8601 (a time always with its zone, milliseconds at most), or seconds since
 * 1970 (five digits and more: four are a year); undefined for anything else, and for a day that no month has.
 */
export function parseInstant(text: string): number | undefined {
  if (/^\d{5,12}$/.test(text)) return Number(text) * 1000;
  const match = iso8601.exec(text);
  if (!match) return undefined;
  const [
    ,
    year,
    month = '01',
    day = '01',
    hour = '00',
    minute = '00',
    second = '00',
    fraction = '',
    zone = 'Z',
  ] = match;
  const midnight = `${year ?? ''}-${month}-${day}T00:00:00.000Z`;
  const date = new Date(midnight);
  if (Number.isNaN(date.getTime()) || date.toISOString() !== midnight) return undefined;
  const instant = Date.parse(
    `${year ?? ''}-${month}-${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, '0')}${zone}`,
  );
  return Number.isNaN(instant) ? undefined : instant;
}

/** The operators on dates. Source: IAM User Guide, "Date condition operators". */
export const dateOperators: readonly ConditionOperator[] = orderingOperators(
  'Date',
  (comparison) => (text, position) => {
    const bound = parseInstant(text);
    if (bound === undefined) throw policyMalformed(position, `${shown(text)} is not a date`);
    return { kind: 'instant', comparison, bound };
  },
);

export function matchesInstant(test: InstantTest, value: string): boolean {
  const instant = parseInstant(value);
  return instant !== undefined && holds(test.comparison, instant - test.bound);
}
