import { isPlatformError } from '@regional-pipeline/platform-model';
import { parseRegionFile } from '@regional-pipeline/regional-pipeline';

/**
 * Checks a region's file as its synth will.
 *
 * @throws TypeError with what is wrong and the remedy in its message, for Nx shows nothing else of an error
 */
export function checkRegionFile(file: string, text: string): void {
  try {
    parseRegionFile(file, text);
  } catch (error) {
    if (isPlatformError(error))
      throw new TypeError(`${error.code}: ${error.message}\n${error.remedy}`, { cause: error });
    throw error;
  }
}
