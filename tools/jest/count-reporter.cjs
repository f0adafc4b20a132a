const fs = require('node:fs');
const path = require('node:path');

/** Leaves a project's test counts beside its other test output, so that `npm test` can add them up, cached runs too. */
module.exports = class CountReporter {
  constructor(globalConfig) {
    this.directory = path.join(globalConfig.rootDir, 'test-output/jest');
  }

  onRunComplete(_contexts, results) {
    fs.mkdirSync(this.directory, { recursive: true });
    fs.writeFileSync(
      path.join(this.directory, 'counts.json'),
      JSON.stringify({
        passed: results.numPassedTests,
        failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
        skipped: results.numPendingTests + results.numTodoTests,
      }) + '\n',
    );
  }
};
