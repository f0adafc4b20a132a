module.exports = require('../../tools/jest/preset.cjs')(__dirname, {
  // `npm run test:faults` runs those.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/src/faults/'],
});
