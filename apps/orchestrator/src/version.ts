/** The version that the bundle was made from; the bundler puts it in. */
export const version = process.env.PACKAGE_VERSION ?? 'unbundled';
