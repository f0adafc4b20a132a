import { formatFiles, type Tree } from '@nx/devkit';
import { isPlatformError } from '@regional-pipeline/platform-model';

/** Runs a generator and formats what it wrote. Nx shows an error's message alone: it is given the remedy too. */
export async function generate<Options>(
  write: (tree: Tree, options: Options) => void,
  tree: Tree,
  options: Options,
): Promise<void> {
  try {
    write(tree, options);
  } catch (error) {
    if (isPlatformError(error))
      throw new TypeError(`${error.code}: ${error.message}\n${error.remedy}`, { cause: error });
    throw error;
  }
  await formatFiles(tree);
}
