/** An object's content and what was sent with it. */
export interface ObjectContent {
  readonly body: Buffer;
  /** The headers that come back with the object: content type, encoding, user metadata. */
  readonly headers: Readonly<Record<string, string>>;
  /** `x-amz-checksum-*`, as verified when the object was put. */
  readonly checksums: Readonly<Record<string, string>>;
}

/** A version of an object. */
export interface StoredObject extends ObjectContent {
  readonly kind: 'object';
  readonly key: string;
  /** `null` (the word) in a bucket without versioning. */
  readonly versionId: string;
  readonly lastModified: Date;
  /** Quoted, as HTTP has it. */
  readonly etag: string;
}

/** The version that a delete without a version id leaves in a versioned bucket. */
export interface DeleteMarker {
  readonly kind: 'delete-marker';
  readonly key: string;
  readonly versionId: string;
  readonly lastModified: Date;
}

export type StoredVersion = StoredObject | DeleteMarker;
