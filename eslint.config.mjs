import path from 'node:path';
import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import * as jsonc from 'jsonc-eslint-parser';
import tseslint from 'typescript-eslint';

const root = import.meta.dirname;

/** What a project of each platform may import: the design's directions (docs/decisions/0001-directions.md). */
const directions = [
  { sourceTag: 'platform:pure', onlyDependOnLibsWithTags: ['platform:pure'] },
  { sourceTag: 'platform:adapter', onlyDependOnLibsWithTags: ['platform:pure'] },
  { sourceTag: 'platform:construct', onlyDependOnLibsWithTags: ['platform:pure'] },
  { sourceTag: 'platform:runtime', onlyDependOnLibsWithTags: ['platform:pure', 'platform:adapter'] },
  { sourceTag: 'platform:cdk', onlyDependOnLibsWithTags: ['platform:pure', 'platform:construct'] },
  { sourceTag: 'platform:dev', onlyDependOnLibsWithTags: ['*'] },
];

/** Tests may use what exists for tests, besides what their project may import anyway. */
const testDirections = directions.map(({ sourceTag, onlyDependOnLibsWithTags }) => ({
  sourceTag,
  onlyDependOnLibsWithTags: [...onlyDependOnLibsWithTags, 'platform:dev'],
}));

const moduleBoundaries = (depConstraints) => [
  'error',
  { depConstraints, allow: [], enforceBuildableLibDependency: true, banTransitiveDependencies: false },
];

const awsSdk = {
  group: ['@aws-sdk/*', '@aws-sdk/**', '@smithy/*', '@smithy/**'],
  message: 'Only adapters and the runtime app talk to AWS: pass the data in.',
};
const cdk = {
  group: ['aws-cdk-lib', 'aws-cdk-lib/**', 'constructs', 'cdk-nag'],
  message: 'CDK belongs to pipeline-constructs and the CDK app.',
};
const nodeBuiltins = {
  group: ['node:*', 'fs', 'path', 'os', 'child_process', 'crypto', 'http', 'https', 'stream', 'url', 'util'],
  message: 'A pure library touches no machine: take a value or a port.',
};

const pure = [
  'platform-model',
  'trust-policies',
  'policy-proofs',
  'security-model',
  'cluster-filter',
  'fleet',
].map((name) => `libs/${name}`);
const adapters = [
  'state-reader',
  'assume-role',
  'provisioner',
  'state-bucket',
  'run-holder',
  'pipeline-outputs',
].map((name) => `libs/${name}`);
const files = (projects) => projects.flatMap((project) => [`${project}/src/**/*.ts`]);
const tests = ['**/*.spec.ts', '**/src/testing/**'];

export default tseslint.config(
  {
    ignores: [
      '**/dist',
      '**/node_modules',
      '**/test-output',
      '**/coverage',
      '**/cdk.out',
      '**/bundle',
      '.nx',
      'tmp',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': moduleBoundaries(directions),
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ThrowStatement > NewExpression[callee.name="Error"]',
          message:
            'Expected failures are PlatformErrors with a code and a remedy; a defect is a TypeError or RangeError.',
        },
      ],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: tests,
    rules: { '@nx/enforce-module-boundaries': moduleBoundaries(testDirections), 'max-lines': 'off' },
  },
  {
    files: files(pure),
    ignores: tests,
    rules: {
      'no-restricted-imports': ['error', { patterns: [awsSdk, cdk, nodeBuiltins] }],
      'no-restricted-globals': [
        'error',
        'process',
        'Buffer',
        'fetch',
        'console',
        'setTimeout',
        'setInterval',
      ],
    },
  },
  {
    files: [...files(adapters), 'apps/orchestrator/src/**/*.ts'],
    ignores: tests,
    rules: { 'no-restricted-imports': ['error', { patterns: [cdk] }] },
  },
  {
    files: ['libs/pipeline-constructs/src/**/*.ts', 'apps/regional-pipeline/src/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [awsSdk],
          paths: [
            {
              name: 'aws-cdk-lib',
              message: 'Import from aws-cdk-lib/core or a submodule: the root loads everything.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { module: 'writable', require: 'readonly', __dirname: 'readonly', process: 'readonly' },
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
  {
    files: ['{libs,apps,tools}/*/package.json'],
    languageOptions: { parser: jsonc },
    plugins: { '@nx': nx },
    rules: {
      '@nx/dependency-checks': [
        'error',
        {
          buildTargets: ['build'],
          ignoredFiles: [
            '{projectRoot}/jest.config.cjs',
            '{projectRoot}/src/**/*.spec.ts',
            `{projectRoot}/${path.posix.join('src', 'testing')}/**`,
          ],
        },
      ],
    },
  },
  prettier,
);
