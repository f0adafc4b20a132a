import type { IdentifiedOperation, Service, ServiceCall } from '../gateway/service.js';
import type { AwsRequest } from '../http/aws-request.js';
import type { AwsResponse } from '../http/aws-response.js';
import { ServiceError } from '../http/service-error.js';
import type { World, WorldBucket } from '../world/world.js';
import { renderXml } from '../xml/xml.js';
import { identifyS3Operation } from './identify-operation.js';
import type { ObjectStores } from './object-stores.js';
import { noSuchBucket, permanentRedirect, s3Rejection } from './s3-errors.js';

/** S3's REST API over the buckets of the world. */
export class S3Service implements Service {
  readonly name = 's3';
  readonly admitsAnonymous = true;
  readonly #world: World;
  readonly #stores: ObjectStores;

  constructor(world: World, stores: ObjectStores) {
    this.#world = world;
    this.#stores = stores;
  }

  identify(request: AwsRequest): IdentifiedOperation {
    const { operation, bucket, key = '' } = identifyS3Operation(request);
    return {
      target: { service: 's3', operation: operation.name, bucket, key },
      perform: (call) => {
        const found = this.#findBucket(bucket, call);
        return operation.perform({ ...call, bucket: found, objects: this.#stores.of(found.name), key });
      },
    };
  }

  readonly rejection = s3Rejection;

  throttled(): ServiceError {
    return new ServiceError('SlowDown', 503, 'Please reduce your request rate.');
  }

  renderError(error: ServiceError, request: AwsRequest): AwsResponse {
    const body = renderXml('Error', [
      ['Code', error.code],
      ['Message', error.message],
      ...Object.entries(error.fields),
      ['Resource', request.rawPath],
      ['RequestId', request.requestId],
    ]);
    return { status: error.status, headers: { 'content-type': 'application/xml', ...error.headers }, body };
  }

  #findBucket(name: string, { caller, request }: ServiceCall): WorldBucket {
    const bucket = this.#world.buckets.get(name);
    if (!bucket) throw noSuchBucket(name);
    if (caller.region !== undefined && caller.region !== bucket.region) throw permanentRedirect(bucket);
    const expectedOwner = request.headers['x-amz-expected-bucket-owner'];
    if (expectedOwner !== undefined && expectedOwner !== bucket.accountId) {
      throw new ServiceError('AccessDenied', 403, `The bucket does not belong to account ${expectedOwner}.`);
    }
    return bucket;
  }
}
