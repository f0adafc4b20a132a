import type { RecordStore } from '@regional-pipeline/fleet';
import type { BucketObjects } from './bucket-objects.js';

/**
 * The journal's store on S3 (decision 0006): a version is the object's ETag, which is of the content alone, so two
 * records of the same text are one version. Records name their writer and the time, and are never the same twice.
 */
export function recordStoreOn(objects: BucketObjects): RecordStore {
  const encode = (text: string) => new TextEncoder().encode(text);
  return {
    read: async (key) => {
      const object = await objects.read(key);
      return object && { text: new TextDecoder().decode(object.bytes), version: object.version };
    },
    create: (key, text) => objects.write(key, encode(text), { missing: true }),
    replace: (key, text, version) => objects.write(key, encode(text), { version }),
    list: async (prefix, after) => {
      const keys: string[] = [];
      for await (const page of objects.list(prefix, after === undefined ? {} : { after })) {
        for (const { key } of page.objects) keys.push(key);
      }
      return keys;
    },
    listFolders: async (prefix, after) => {
      const names: string[] = [];
      // '0' comes right behind the slash: with it, all that is below the folder `after` is passed over.
      const behind = after === undefined ? {} : { after: `${prefix}${after}0` };
      for await (const page of objects.list(prefix, { folders: true, ...behind }))
        names.push(...page.folders);
      return names;
    },
  };
}
