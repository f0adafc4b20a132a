const { register } = require('node:module');
const path = require('node:path');
const { pathToFileURL } = require('node:url');

// Nx gives its plugins' processes the workspace's condition for sources, and its generators' process none.
const withSources = `export const resolve = (specifier, context, next) =>
  next(specifier, { ...context, conditions: [...context.conditions, '@regional-pipeline/source'] });`;
let registered;

async function registerSources() {
  const tsx = await import('tsx/esm/api');
  tsx.register();
  register(`data:text/javascript,${encodeURIComponent(withSources)}`);
}

/** Imports a TypeScript source of this project: Node.js 20 cannot by itself, and Nx asks for plugins before any build. */
exports.importSource = async (file) => {
  await (registered ??= registerSources());
  return import(pathToFileURL(path.join(__dirname, 'src', file)).href);
};
