import { queryValue, type AwsRequest } from '../http/aws-request.js';
import { ServiceError } from '../http/service-error.js';
import type { ListingQuery } from './listing.js';

/** S3 never shows more on one page. */
const largestPage = 1000;

/**
 * Reads prefix, delimiter and max-keys.
 *
 * @throws ServiceError InvalidArgument for a max-keys that is no number of keys
 */
export function parseListingQuery(request: AwsRequest): ListingQuery {
  const maxKeys = queryValue(request, 'max-keys') ?? String(largestPage);
  if (!/^\d{1,9}$/.test(maxKeys)) {
    throw new ServiceError(
      'InvalidArgument',
      400,
      'Argument max-keys must be an integer between 0 and 2147483647',
    );
  }
  return {
    prefix: queryValue(request, 'prefix') ?? '',
    delimiter: queryValue(request, 'delimiter') ?? '',
    maxKeys: Math.min(Number(maxKeys), largestPage),
  };
}

/** The condition keys of a listing, present only when the parameter was sent. */
export function listingContext(request: AwsRequest): Record<string, string | undefined> {
  return {
    's3:prefix': queryValue(request, 'prefix'),
    's3:delimiter': queryValue(request, 'delimiter'),
    's3:max-keys': queryValue(request, 'max-keys'),
  };
}

/** How names stand in the answer: percent-encoded where `encoding-type=url` asks for it, slashes kept. */
export function nameEncoder(request: AwsRequest): (name: string) => string {
  if (queryValue(request, 'encoding-type') !== 'url') return (name) => name;
  return (name) => encodeURIComponent(name).replaceAll('%2F', '/');
}
