const path = require('node:path');

const root = path.resolve(__dirname, '../..');

/** The one Jest set-up of the workspace: `module.exports = preset(__dirname)` is a whole jest.config.cjs. */
module.exports = function preset(projectDirectory, overrides = {}) {
  return {
    displayName: path.basename(projectDirectory),
    rootDir: projectDirectory,
    testMatch: ['<rootDir>/src/**/*.spec.ts'],
    testEnvironment: 'node',
    testEnvironmentOptions: {
      customExportConditions: ['@regional-pipeline/source', 'node', 'require', 'default'],
    },
    transform: {
      '\\.[cm]?[tj]s$': [
        '@swc/jest',
        {
          swcrc: false,
          sourceMaps: 'inline',
          jsc: { parser: { syntax: 'typescript' }, target: 'es2022', keepClassNames: true },
          module: { type: 'commonjs' },
        },
      ],
    },
    // Packages that are CommonJS anyway (or very large) are left alone; ESM-only ones go through swc.
    transformIgnorePatterns: [
      '/node_modules/(aws-cdk-lib|constructs|cdk-nag|@aws-sdk|@smithy|@aws-crypto|zod|typescript|fast-check|yaml)/',
    ],
    moduleNameMapper: {
      '^(\\.{1,2}/.*)\\.js$': ['$1.ts', '$1.js'],
      // A dependency of execa whose exports have no entry for Jest's require().
      '^unicorn-magic$': path.join(root, 'node_modules/unicorn-magic/node.js'),
    },
    moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
    reporters: ['default', path.join(root, 'tools/jest/count-reporter.cjs')],
    setupFiles: [path.join(root, 'tools/jest/environment.cjs')],
    ...overrides,
  };
};
