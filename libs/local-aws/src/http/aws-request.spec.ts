import fc from 'fast-check';
import { parseQuery } from './aws-request.js';

it('reads names without a value, repeated names, and a plus as a space', () => {
  expect([...parseQuery('versions&a=1&a=2&b=x+y%2B&=z')]).toEqual([
    ['versions', ['']],
    ['a', ['1', '2']],
    ['b', ['x y+']],
    ['', ['z']],
  ]);
});

it('reads back whatever was encoded', () =>
  fc.assert(
    fc.property(fc.dictionary(fc.string({ minLength: 1, unit: 'grapheme' }), fc.string()), (parameters) => {
      const entries = Object.entries(parameters);
      const encoded = entries.map(
        ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
      );
      expect([...parseQuery(encoded.join('&'))]).toEqual(entries.map(([name, value]) => [name, [value]]));
    }),
  ));
