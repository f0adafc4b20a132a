import fc from 'fast-check';
import { compareKeys } from './bucket-objects.js';
import { isBehind, lastShown, listPage } from './listing.js';

const key = fc.string({ unit: fc.constantFrom('a', 'b', '/', 'é', '😀'), minLength: 1, maxLength: 6 });
const keys = fc
  .uniqueArray(key, { maxLength: 30 })
  .map((names) => names.sort(compareKeys).map((name) => ({ key: name })));

describe('pages', () => {
  it('show, put together, what one page shows, whatever their size', () =>
    fc.assert(
      fc.property(
        keys,
        fc.constantFrom('', 'a', 'a/'),
        fc.constantFrom('', '/', 'b'),
        fc.integer({ min: 1, max: 5 }),
        (entries, prefix, delimiter, maxKeys) => {
          const whole = listPage(entries, { prefix, delimiter, maxKeys: 1000 });
          const items: { key: string }[] = [];
          const commonPrefixes: string[] = [];
          let rest: readonly { key: string }[] = entries;
          for (;;) {
            const page = listPage(rest, { prefix, delimiter, maxKeys });
            items.push(...page.items);
            commonPrefixes.push(...page.commonPrefixes);
            expect(page.items.length + page.commonPrefixes.length).toBeLessThanOrEqual(maxKeys);
            const last = lastShown(page);
            if (!page.truncated || last === undefined) break;
            rest = rest.filter((entry) => isBehind(entry.key, last, prefix, delimiter));
          }
          expect({ items, commonPrefixes }).toEqual({
            items: whole.items,
            commonPrefixes: whole.commonPrefixes,
          });
        },
      ),
    ));

  it('covers every key with the prefix exactly once', () =>
    fc.assert(
      fc.property(keys, fc.constantFrom('', 'a'), (entries, prefix) => {
        const { items, commonPrefixes } = listPage(entries, { prefix, delimiter: '/', maxKeys: 1000 });
        for (const { key: name } of entries.filter((entry) => entry.key.startsWith(prefix))) {
          const shown =
            items.filter((item) => item.key === name).length +
            commonPrefixes.filter((common) => name.startsWith(common)).length;
          expect(shown).toBe(1);
        }
      }),
    ));
});
