import type { RecordStore, StoredRecord } from './record-store.js';

/** A record store in memory, with the promises of the real one: for rehearsals, benchmarks and tests. */
export function memoryRecordStore(): RecordStore {
  const records = new Map<string, StoredRecord>();
  let writes = 0;
  const write = (key: string, text: string): string => {
    const version = `v${++writes}`;
    records.set(key, { text, version });
    return version;
  };
  // The journal's keys are ASCII, whose order is the same in UTF-8 and in UTF-16.
  const keysUnder = (prefix: string) => [...records.keys()].filter((key) => key.startsWith(prefix)).sort();

  return {
    read: (key) => Promise.resolve(records.get(key)),
    create: (key, text) => Promise.resolve(records.has(key) ? undefined : write(key, text)),
    replace: (key, text, version) =>
      Promise.resolve(records.get(key)?.version === version ? write(key, text) : undefined),
    list: (prefix, after = '') => Promise.resolve(keysUnder(prefix).filter((key) => key > after)),
    listFolders: (prefix, after = '') => {
      const below = keysUnder(prefix).map((key) => key.slice(prefix.length).split('/'));
      const folders = new Set(below.flatMap(([name, ...rest]) => (name && rest.length > 0 ? [name] : [])));
      return Promise.resolve([...folders].filter((name) => name > after).sort());
    },
  };
}
