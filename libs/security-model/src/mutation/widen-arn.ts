/** An ARN widened in one of its fields. */
export interface WidenedArn {
  readonly field: 'region' | 'account' | 'name';
  readonly arn: string;
}

const fields = { region: 3, account: 4 } as const;

/**
 * An ARN, or a pattern of ARNs, with its region, its account, or the last part of its name open:
 * `role/eks-*` gives `role/*`, `log-group:a:log-stream:*` gives `log-group:*`.
 */
export function widenArn(arn: string): readonly WidenedArn[] {
  const parts = arn.split(':');
  if (parts.length < 6) return [];
  const [head, name] = [parts.slice(0, 5), parts.slice(5).join(':')];
  const named = (['region', 'account'] as const)
    .filter((field) => !['', '*'].includes(parts[fields[field]] ?? ''))
    .map((field) => ({ field, arn: parts.with(fields[field], '*').join(':') }));
  const wider = widenName(name);
  return [...named, ...(wider === name ? [] : [{ field: 'name' as const, arn: [...head, wider].join(':') }])];
}

function widenName(name: string): string {
  const withoutStar = name.replace(/[/:]?\*$/, '');
  const last = Math.max(withoutStar.lastIndexOf('/'), withoutStar.lastIndexOf(':'));
  return `${withoutStar.slice(0, last + 1)}*`;
}

/** A pattern that matches less: an `x` more before its last `*`, or at its end. */
export function narrowPattern(pattern: string): string {
  if (pattern === '*') return 'arn:*:*:*:*:*';
  const star = pattern.lastIndexOf('*');
  return star < 0 ? `${pattern}x` : `${pattern.slice(0, star)}x${pattern.slice(star)}`;
}
