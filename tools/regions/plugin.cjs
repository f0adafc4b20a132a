const { importSource } = require('./load-source.cjs');

/** One project with its targets for each region's file; what it infers is in src/infer. */
exports.createNodesV2 = [
  'apps/regional-pipeline/regions/*.json',
  async (files, _options, context) => {
    const { inferRegions } = await importSource('infer/infer-regions.ts');
    return inferRegions(files, context);
  },
];
