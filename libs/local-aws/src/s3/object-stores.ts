import { PlatformError } from '@regional-pipeline/platform-model';
import { localAwsErrors } from '../errors.js';
import type { World } from '../world/world.js';
import { BucketObjects } from './bucket-objects.js';

/** The objects of every bucket of the world. */
export class ObjectStores {
  readonly #stores: ReadonlyMap<string, BucketObjects>;

  constructor(world: World, clock: () => Date) {
    this.#stores = new Map(
      [...world.buckets.values()].map(({ name, versioned }) => [name, new BucketObjects(versioned, clock)]),
    );
  }

  /** @throws PlatformError LocalAwsUnknownBucket */
  of(bucket: string): BucketObjects {
    const store = this.#stores.get(bucket);
    if (store) return store;
    throw new PlatformError(localAwsErrors.LocalAwsUnknownBucket, {
      message: `There is no bucket ${bucket}; the buckets are ${[...this.#stores.keys()].join(', ')}.`,
      context: { bucket },
    });
  }
}
