const path = require('node:path');
const preset = require('../../tools/jest/preset.cjs');

const { moduleNameMapper } = preset(__dirname);

module.exports = preset(__dirname, {
  moduleNameMapper: {
    ...moduleNameMapper,
    // A dependency of execa whose exports have no entry for Jest's require().
    '^unicorn-magic$': path.resolve(__dirname, '../../node_modules/unicorn-magic/node.js'),
  },
});
