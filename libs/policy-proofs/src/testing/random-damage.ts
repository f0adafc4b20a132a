import fc from 'fast-check';

/** What stands in a damaged document where something else should. */
const replacements: readonly unknown[] = [
  ...[
    null,
    true,
    0,
    -1,
    1e300,
    '',
    '*',
    '?',
    '${',
    '${aws:username',
    '${aws:PrincipalArn}',
    "${aws:PrincipalTag/a, 'b'}",
  ],
  ...[
    '2012-10-17',
    'Allow',
    'Deny',
    'arn:aws:s3:::*',
    'arn:',
    's3:*',
    ':',
    '\u0000',
    '\ud800',
    '\u{1f600}',
    'x'.repeat(10_000),
  ],
  ...[[], [[]], [null], {}, { AWS: '*' }, { a: { b: [] } }, ['*', 1], '*a'.repeat(200), '*'.repeat(2000)],
];
const names = [
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'Condition',
  'Principal',
  'StringLike',
  'Null',
  'a:b',
  '__proto__',
  '',
];

type Damage =
  | { readonly kind: 'replace'; readonly by: unknown }
  | { readonly kind: 'delete' }
  | { readonly kind: 'rename'; readonly name: string }
  | { readonly kind: 'repeat' };

const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.constantFrom(...replacements).map((by) => ({ kind: 'replace' as const, by })),
  fc.constantFrom<Damage>({ kind: 'delete' }, { kind: 'repeat' }),
  fc.constantFrom(...names).map((name) => ({ kind: 'rename' as const, name })),
);

/** Documents of JSON, each with something in it replaced, left out, renamed or there several times. */
export function damaged(documents: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc
    .tuple(
      fc.constantFrom(...documents),
      fc.array(fc.tuple(fc.nat(), damage), { minLength: 1, maxLength: 3 }),
    )
    .map(([document, changes]) => {
      const result = changes.reduce<unknown>(
        (before, [at, change]) => changeOne(structuredClone(before), at, change),
        document,
      );
      // What JSON cannot say, such as a list with holes, comes out of no file.
      return JSON.parse(JSON.stringify(result)) as unknown;
    });
}

function changeOne(document: unknown, at: number, change: Damage): unknown {
  const places = placesOf(document);
  const place = places[at % (places.length + 1)];
  if (!place) return change.kind === 'replace' ? change.by : document;
  const { parent, key } = place;
  const value: unknown = Reflect.get(parent, key);
  const set = (name: string, to: unknown) =>
    Object.defineProperty(parent, name, { value: to, enumerable: true, configurable: true, writable: true });
  if (change.kind === 'replace') set(key, change.by);
  else if (change.kind === 'repeat') set(key, [value, value, value]);
  else {
    Reflect.deleteProperty(parent, key);
    if (change.kind === 'rename') set(change.name, value);
  }
  return document;
}

function placesOf(value: unknown): readonly { readonly parent: object; readonly key: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [{ parent: value, key }, ...placesOf(member)]);
}
