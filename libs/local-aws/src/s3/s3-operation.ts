import type { ServiceCall } from '../gateway/service.js';
import type { AwsResponse } from '../http/aws-response.js';
import type { WorldBucket } from '../world/world.js';
import type { BucketObjects } from './bucket-objects.js';

/** A call to one bucket that exists in the region that the request was signed for. */
export interface S3Call extends ServiceCall {
  readonly bucket: WorldBucket;
  readonly objects: BucketObjects;
  /** Empty for an operation on the bucket. */
  readonly key: string;
}

/**
 * One operation of S3's REST API: what its requests look like, and what it does.
 *
 * A request with a query parameter that is neither required nor optional is another operation: it is answered
 * NotImplemented rather than half understood.
 */
export interface S3Operation {
  /** As the API reference calls it. */
  readonly name: string;
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  readonly on: 'bucket' | 'object';
  readonly requiredQuery?: readonly string[];
  readonly optionalQuery?: readonly string[];
  /** The request headers that it heeds, besides those of every request. */
  readonly headers?: readonly string[];
  perform(call: S3Call): AwsResponse;
}
