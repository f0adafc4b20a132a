/** An object in S3. */
export interface ObjectAddress {
  readonly bucket: string;
  readonly key: string;
}

/** The object as people write it: `s3://bucket/key`. */
export function s3Uri({ bucket, key }: ObjectAddress): string {
  return `s3://${bucket}/${key}`;
}

/** What S3 says of the version of the object that was read. */
export interface ObjectVersion {
  /** The region that answered. */
  readonly bucketRegion: string;
  /** Absent where the bucket is not versioned. */
  readonly versionId?: string;
  /** Without its quotes. */
  readonly etag?: string;
  /** ISO 8601, in UTC, to the second. */
  readonly lastModified?: string;
}

/** What the state says of itself. */
export interface StateVersion {
  /** The same for all states of one history: another one is another state, not a newer one. */
  readonly lineage: string;
  /** Grows with every state of the lineage. */
  readonly serial: number;
  readonly terraformVersion?: string;
}

/** Which state the accounts were read from, exactly enough to read it again. */
export type StateProvenance = ObjectAddress & ObjectVersion & StateVersion;
