/**
 * Whether an event matches an EventBridge pattern, in as far as the pipeline's patterns go: lists of alternatives, nested
 * members, `$or`, and the filters `exists`, `prefix`, `wildcard` and `anything-but` of one of the latter two.
 *
 * Source: EventBridge user guide, "Comparison operators for use in event patterns". A member that the event lacks
 * matches nothing, `anything-but` neither.
 */
export function matchesPattern(pattern: unknown, event: unknown): boolean {
  return Object.entries(pattern as Record<string, unknown>).every(([key, wanted]) => {
    if (key === '$or') return (wanted as unknown[]).some((one) => matchesPattern(one, event));
    const value = (event as Record<string, unknown> | undefined)?.[key];
    if (!Array.isArray(wanted)) return value !== undefined && matchesPattern(wanted, value);
    return value !== undefined && wanted.some((filter) => matchesFilter(filter, value));
  });
}

function matchesFilter(filter: unknown, value: unknown): boolean {
  if (typeof filter === 'string') return filter === value;
  const [operator = '', operand] = Object.entries(filter as Record<string, unknown>)[0] ?? [];
  switch (operator) {
    case 'exists':
      return operand === true;
    case 'prefix':
      return String(value).startsWith(String(operand));
    case 'wildcard':
      return [operand].flat().some((glob) => wildcard(String(glob)).test(String(value)));
    case 'anything-but':
      return !matchesFilter(operand, value);
    default:
      throw new TypeError(`${operator} is a filter that this does not know`);
  }
}

function wildcard(glob: string): RegExp {
  const literal = glob.split('*').map((part) => part.replaceAll(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`, 's');
}
