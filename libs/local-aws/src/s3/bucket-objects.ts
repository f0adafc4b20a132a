import { createHash, randomBytes } from 'node:crypto';
import { MultipartUploads } from './multipart-uploads.js';
import type { DeleteMarker, ObjectContent, StoredObject, StoredVersion } from './stored-version.js';

/**
 * The objects of one bucket, in memory, with all their versions where the bucket is versioned.
 *
 * Every method is done when it returns: a precondition and the write that it guards are never torn apart.
 */
export class BucketObjects {
  /** By key; the newest version first. Never an empty list. */
  readonly #versions = new Map<string, StoredVersion[]>();
  readonly versioned: boolean;
  readonly uploads = new MultipartUploads();
  readonly #clock: () => Date;

  constructor(versioned: boolean, clock: () => Date) {
    this.versioned = versioned;
    this.#clock = clock;
  }

  /** @param etag the content's MD5 where it is left out */
  put(key: string, content: ObjectContent, etag?: string): StoredObject {
    const digest = etag ?? `"${createHash('md5').update(content.body).digest('hex')}"`;
    return this.#add({ kind: 'object', ...content, etag: digest, ...this.#identity(key) });
  }

  /** The newest version, which may be a delete marker. */
  current(key: string): StoredVersion | undefined {
    return this.#versions.get(key)?.[0];
  }

  /** All versions of one key, the newest first. */
  versions(key: string): readonly StoredVersion[] {
    return this.#versions.get(key) ?? [];
  }

  version(key: string, versionId: string): StoredVersion | undefined {
    return this.#versions.get(key)?.find((version) => version.versionId === versionId);
  }

  /** Deletes the key: by a marker in a versioned bucket, for good in another. */
  delete(key: string): DeleteMarker | undefined {
    if (this.versioned) return this.#add({ kind: 'delete-marker', ...this.#identity(key) });
    this.#versions.delete(key);
    return undefined;
  }

  /** Deletes one version for good. */
  deleteVersion(key: string, versionId: string): StoredVersion | undefined {
    const versions = this.#versions.get(key) ?? [];
    const deleted = versions.find((version) => version.versionId === versionId);
    const rest = versions.filter((version) => version !== deleted);
    if (rest.length > 0) this.#versions.set(key, rest);
    else this.#versions.delete(key);
    return deleted;
  }

  /** All versions, by key in the order of their UTF-8 bytes, and the newest first. */
  list(): StoredVersion[] {
    return [...this.#versions.entries()]
      .sort(([left], [right]) => compareKeys(left, right))
      .flatMap(([, versions]) => versions);
  }

  /** The objects that a reader without a version id sees, in the order of their keys. */
  listCurrent(): StoredObject[] {
    const versions = this.list();
    return versions.filter(
      (version, index): version is StoredObject =>
        version.kind === 'object' && versions[index - 1]?.key !== version.key,
    );
  }

  #identity(key: string) {
    const versionId = this.versioned ? randomBytes(24).toString('base64url') : 'null';
    return { key, versionId, lastModified: this.#clock() };
  }

  #add<T extends StoredVersion>(version: T): T {
    const older = this.versioned ? (this.#versions.get(version.key) ?? []) : [];
    this.#versions.set(version.key, [version, ...older]);
    return version;
  }
}

/** S3 lists keys in the order of their UTF-8 bytes. */
export function compareKeys(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}
