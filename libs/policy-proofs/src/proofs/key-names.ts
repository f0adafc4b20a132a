/** Names of condition keys and variables as policies and sets write them, by their lower case: a request should show those. */
export function keyNames(...sources: readonly unknown[]): (key: string) => string {
  const names = new Map<string, string>();
  const collect = (value: unknown): void => {
    if (typeof value === 'string') {
      for (const [, name = ''] of value.matchAll(/\$\{([^\s:,{}]+:[^\s,{}]+)/g))
        names.set(name.toLowerCase(), name);
    }
    if (typeof value !== 'object' || value === null) return;
    for (const [name, member] of Object.entries(value)) {
      if (/^[^\s:]+:[^\s:]+$/.test(name)) names.set(name.toLowerCase(), name);
      collect(member);
    }
  };
  return (key) => {
    // Most proofs show no request, and ask for no name.
    if (names.size === 0) sources.forEach(collect);
    return names.get(key) ?? key;
  };
}
