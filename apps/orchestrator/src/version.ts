/** The version that the bundle was made from; the bundler puts it in. */
export const version = process.env.ORCHESTRATOR_VERSION ?? 'unbundled';
