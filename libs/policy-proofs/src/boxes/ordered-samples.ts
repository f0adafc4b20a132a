import { compareDecimals, type Decimal } from '../operators/numeric.js';
import type { OrderedTest } from './atom.js';

/**
 * Values for some tests on an order: one for every interval that their bounds tell apart, and one that the operators
 * cannot read. Whatever passes a set of these tests and fails another, one of the values does too.
 */
export function orderedSamples(tests: readonly OrderedTest[]): readonly string[] {
  const numbers = tests.flatMap((test) => (test.kind === 'number' ? [test.bound] : []));
  const instants = tests.flatMap((test) => (test.kind === 'instant' ? [test.bound] : []));
  const addresses = tests.flatMap((test) => (test.kind === 'address' ? [test] : []));
  return [
    ...numberSamples(numbers),
    ...instants.flatMap((bound) => [0, -1, 1, -1000, 1000].flatMap((offset) => instantText(bound + offset))),
    ...addresses.flatMap(({ bits, network, prefixLength }) => {
      const size = 1n << BigInt(bits - prefixLength);
      const first = (network / size) * size;
      return [first, first + size].flatMap((value) => addressText(bits, value));
    }),
    ...(addresses.length > 0 ? ['0.0.0.0', '0:0:0:0:0:0:0:0'] : []),
    'x',
  ];
}

function numberSamples(bounds: readonly Decimal[]): readonly string[] {
  const sorted = [...bounds].sort(compareDecimals);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last) return [];
  const one = (of: Decimal, sign: bigint): Decimal => ({
    ...of,
    units: of.units + sign * 10n ** BigInt(of.scale),
  });
  const between = sorted.slice(1).map((next, index) => middle(sorted[index] ?? next, next));
  return [one(first, -1n), ...sorted, ...between, one(last, 1n)].map(decimalText);
}

function middle(left: Decimal, right: Decimal): Decimal {
  const scale = Math.max(left.scale, right.scale);
  const at = ({ units, scale: own }: Decimal) => units * 10n ** BigInt(scale - own);
  return { units: (at(left) + at(right)) * 5n, scale: scale + 1 };
}

function decimalText({ units, scale }: Decimal): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`;
}

/** An instant as the operators read it: an ISO date of four-digit years, or seconds behind those. */
function instantText(milliseconds: number): readonly string[] {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) return [];
  const text = date.toISOString();
  if (/^\d{4}-/.test(text)) return [text];
  return milliseconds > 0 && milliseconds % 1000 === 0 ? [String(milliseconds / 1000)] : [];
}

function addressText(bits: 32 | 128, value: bigint): readonly string[] {
  if (value >> BigInt(bits) !== 0n) return [];
  const [width, count] = bits === 32 ? [8n, 4] : [16n, 8];
  const groups = Array.from(
    { length: count },
    (_, index) => (value >> (width * BigInt(count - 1 - index))) & ((1n << width) - 1n),
  );
  return [bits === 32 ? groups.join('.') : groups.map((group) => group.toString(16)).join(':')];
}
