import { PlatformError, Region } from '@regional-pipeline/platform-model';
import { regionsErrors } from '../errors.js';

/**
 * The region that was given to a generator, which makes a path of it.
 *
 * @throws NotARegion
 */
export function givenRegion(given: string): Region {
  const { data: region } = Region.safeParse(given);
  if (region !== undefined) return region;
  throw new PlatformError(regionsErrors.NotARegion, {
    message: `${JSON.stringify(given)} is not a region.`,
    context: { region: given },
  });
}
