const { importSource } = require('../load-source.cjs');

module.exports = async (tree, options) => {
  const { generate } = await importSource('generate/generate.ts');
  const { addManagementCluster } = await importSource('generate/add-management-cluster.ts');
  return generate(addManagementCluster, tree, options);
};
