import fc from 'fast-check';
import { definitionsDigest } from './definitions-digest.js';

const files = fc.uniqueArray(fc.record({ path: fc.string(), text: fc.string() }), {
  selector: ({ path }) => path,
  maxLength: 5,
});

it('is the same for the same files in any order', () => {
  fc.assert(
    fc.property(files, (given) => {
      expect(definitionsDigest([...given].reverse())).toBe(definitionsDigest(given));
    }),
  );
});

it('is another for other files', () => {
  const key = (list: readonly { path: string; text: string }[]) =>
    JSON.stringify([...list].sort((a, b) => (a.path < b.path ? -1 : 1)));
  fc.assert(
    fc.property(files, files, (one, other) => {
      expect(definitionsDigest(one) === definitionsDigest(other)).toBe(key(one) === key(other));
    }),
  );
});

it('keeps paths and texts apart', () => {
  expect(definitionsDigest([{ path: 'a', text: 'bc' }])).not.toBe(
    definitionsDigest([{ path: 'ab', text: 'c' }]),
  );
  expect(definitionsDigest([{ path: 'a', text: '1:b0:' }])).not.toBe(
    definitionsDigest([
      { path: 'a', text: '' },
      { path: 'b', text: '' },
    ]),
  );
});
