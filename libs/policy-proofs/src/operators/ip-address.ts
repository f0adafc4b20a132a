import { policyMalformed, shown } from '../errors.js';
import { withNegation, type ConditionOperator } from './condition-operator.js';

/** Addresses to be among: those whose first `prefixLength` bits are `network`'s. */
export interface AddressTest {
  readonly kind: 'address';
  readonly bits: 32 | 128;
  readonly network: bigint;
  readonly prefixLength: number;
}

interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

/** Reads an IPv4 address in four decimal parts or an IPv6 address (RFC 4291); undefined for anything else. */
export function parseAddress(text: string): Address | undefined {
  if (!text.includes(':')) {
    const value = parseIpv4(text);
    return value === undefined ? undefined : { bits: 32, value };
  }
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  const embedded = dotted?.[2] === undefined ? undefined : parseIpv4(dotted[2]);
  if (dotted && embedded === undefined) return undefined;
  const source = dotted
    ? `${dotted[1] ?? ''}${((embedded ?? 0n) >> 16n).toString(16)}:${((embedded ?? 0n) & 0xffffn).toString(16)}`
    : text;

  const halves = source.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...tail];
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return { bits: 128, value: groups.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n) };
}

function parseIpv4(text: string): bigint | undefined {
  if (!/^(?:(?:0|[1-9]\d{0,2})(?:\.(?!$)|$)){4}$/.test(text)) return undefined;
  const parts = text.split('.').map(Number);
  if (parts.some((part) => part > 255)) return undefined;
  return parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n);
}

/** The operators on addresses: one address or a CIDR range. Source: IAM User Guide, "IP address condition operators". */
export const addressOperators: readonly ConditionOperator[] = withNegation(
  'IpAddress',
  'NotIpAddress',
  (text, position) => {
    const [address = '', length, ...rest] = text.split('/');
    const network = parseAddress(address);
    const prefixLength =
      length === undefined ? network?.bits : /^\d{1,3}$/.test(length) ? Number(length) : NaN;
    if (!network || rest.length > 0 || prefixLength === undefined || !(prefixLength <= network.bits)) {
      throw policyMalformed(position, `${shown(text)} is neither an IP address nor a CIDR range`);
    }
    return { kind: 'address', bits: network.bits, network: network.value, prefixLength };
  },
);

export function matchesAddress(test: AddressTest, value: string): boolean {
  const address = parseAddress(value);
  if (address?.bits !== test.bits) return false;
  const shift = BigInt(test.bits - test.prefixLength);
  return address.value >> shift === test.network >> shift;
}
