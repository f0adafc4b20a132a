const { importSource } = require('../load-source.cjs');

module.exports = async (tree, options) => {
  const { generate } = await importSource('generate/generate.ts');
  const { addRegion } = await importSource('generate/add-region.ts');
  return generate(addRegion, tree, options);
};
