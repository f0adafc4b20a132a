// The fault suite: minutes of real terraform, make and signals; `npm run test:faults` runs it.
const preset = require('../../tools/jest/preset.cjs');

module.exports = preset(__dirname, {
  displayName: 'faults',
  testMatch: ['<rootDir>/src/faults/**/*.spec.ts'],
  // Most of the time is spent waiting, so there are more files at once than processors.
  maxWorkers: 4,
  reporters: ['default'],
});
