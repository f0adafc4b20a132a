import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { installExample, packLibrary, type InstalledExample, type PackedLibrary } from './index.js';

/** What the example installs, and what that needs. */
const names = ['platform-model', 'trust-policies', 'policy-proofs', 'security-model', 'pipeline-constructs'];
const regions = ['us-east-1', 'eu-west-1', 'ap-southeast-2'];

let folder: string;
let libraries: readonly PackedLibrary[];
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'central-pipeline-'));
  libraries = names.map((name) => packLibrary(name, folder));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a packed library', () => {
  it.each(names.map((name, index) => [name, index] as const))(
    '%s holds what was built, its licence and its README, and nothing else',
    (_name, index) => {
      const files = libraries[index]?.files ?? [];
      expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json']));
      expect(files).toEqual(expect.arrayContaining(['dist/index.js', 'dist/index.d.ts']));
      const strange = files.filter(
        (file) => !/^(LICENSE|README\.md|package\.json|dist\/.+\.(js|d\.ts)(\.map)?)$/.test(file),
      );
      expect(strange).toEqual([]);
      expect(files.filter((file) => /\.spec\.|\/testing\/|tsbuildinfo/.test(file))).toEqual([]);
    },
  );

  it.each(names.map((name, index) => [name, index] as const))(
    '%s exports files that it has, under the licence that it names',
    (_name, index) => {
      const { manifest, files = [] } = libraries[index] ?? {};
      const { types, default: runtime } = manifest?.exports?.['.'] as Record<string, string>;
      expect(files.map((file) => `./${file}`)).toEqual(expect.arrayContaining([types, runtime]));
      expect(manifest?.license).toBe('Apache-2.0');
    },
  );
});

describe.each([
  ['ES modules', 'module', 'import '],
  ['CommonJS', 'commonjs', 'require('],
] as const)('the central pipeline from the packed libraries, as %s', (_name, format, loading) => {
  let example: InstalledExample;
  const read = (file: string) => readFileSync(path.join(example.folder, file), 'utf8');
  const readJson = (file: string) => JSON.parse(read(file)) as Record<string, Record<string, never>>;
  beforeAll(() => {
    example = installExample(path.join(folder, format), libraries, format);
    expect(example.build()).toEqual({ exitCode: 0, output: '' });
    expect(example.run('dist/main.js')).toEqual({ exitCode: 0, output: '' });
  }, 120_000);

  it('is outside of the workspace, and loads the libraries in its own way', () => {
    expect(path.relative(path.resolve(__dirname, '../../..'), example.folder)).toMatch(/^\.\./);
    expect(read('dist/main.js')).toContain(
      `${loading}${format === 'module' ? '{ SecurityModelPlugin }' : '"@regional'}`,
    );
  });

  it.each(regions)('archives the assembly of %s as one that is deployed by itself', (region) => {
    const archive = `archive/rosa-regional-${region}-pipeline`;
    const { artifacts } = readJson(`${archive}/manifest.json`);
    const stacks = Object.values(artifacts ?? {}) as {
      properties?: { stackName?: string; templateFile?: string };
    }[];
    const byName = new Map(
      stacks.map(({ properties = {} }) => [properties.stackName, properties.templateFile ?? '']),
    );
    const pipeline = readJson(`${archive}/${byName.get(`regional-pipeline-${region}`) ?? 'none'}`);
    expect(pipeline['Resources']).toMatchObject({
      StateBucket: { DeletionPolicy: 'Retain' },
      Pipeline: { Properties: { Name: 'management-cluster-pipeline' } },
    });
    const deployRoles = readJson(`${archive}/${byName.get(`management-deploy-roles-${region}`) ?? 'none'}`);
    expect(deployRoles['Resources']).toMatchObject({
      DeployRoles: { Properties: { StackSetName: `management-deploy-role-${region}` } },
    });
    for (const template of [pipeline, deployRoles]) {
      // Neither a bootstrap nor an asset is needed.
      expect(template['Parameters']).toBeUndefined();
      expect(template['Rules']).toBeUndefined();
    }
    expect(
      readdirSync(path.join(example.folder, archive)).filter((file) => /^asset|assets\.json$/.test(file)),
    ).toEqual([]);
  });

  it('archives to the prefix of each region, then deploys from there, the deploy roles first', () => {
    expect(readdirSync(path.join(example.folder, 'archive')).sort()).toEqual(
      regions.map((region) => `rosa-regional-${region}-pipeline`).sort(),
    );
    interface Resource {
      readonly Type: string;
      readonly Properties: {
        readonly Stages: { Name: string; Actions: { Configuration: Record<string, unknown> }[] }[];
      };
    }
    const template = readJson('cdk.out/central-pipeline.template.json') as unknown as {
      readonly Resources: Readonly<Record<string, Resource>>;
    };
    const pipeline = Object.values(template.Resources).find(
      ({ Type: type }) => type === 'AWS::CodePipeline::Pipeline',
    );
    const stages = pipeline?.Properties.Stages ?? [];
    expect(stages.map(({ Name: name }) => name)).toEqual([
      'Source',
      'Synthesize',
      'Archive',
      'DeployRoles',
      'Pipelines',
    ]);
    expect(stages[2]?.Actions[0]?.Configuration).toEqual({
      BucketName: 'central-terraform-state',
      Extract: 'true',
    });
    const templates = stages
      .slice(3)
      .flatMap(({ Actions: actions }) =>
        actions.map(({ Configuration: { TemplatePath: file } }) => String(file)),
      );
    expect(templates).toHaveLength(6);
    for (const file of templates) {
      expect(existsSync(path.join(example.folder, file.replace('Archive::', 'archive/')))).toBe(true);
    }
  });

  it('proves what it synthesizes: an insecure change fails it, with the request', () => {
    cpSync(path.join(example.folder, 'dist'), path.join(example.folder, 'insecure'), { recursive: true });
    const stage = path.join(example.folder, 'insecure/region-stage.js');
    const edited = readFileSync(stage, 'utf8').replace(
      'this.entry = entry;',
      "this.entry = entry; this.pipeline.node.findChild('BuildRole').addPropertyOverride('AssumeRolePolicyDocument.Statement.0.Principal', { AWS: '*' });",
    );
    writeFileSync(stage, edited);
    const { exitCode, output } = example.run('insecure/main.js');
    expect(exitCode).toBe(1);
    expect(output).toContain('SM-05');
  });
});

it('builds the same templates in both formats', () => {
  for (const region of regions) {
    const archive = `archive/rosa-regional-${region}-pipeline`;
    const templates = readdirSync(path.join(folder, 'module', archive)).filter((file) =>
      file.endsWith('.template.json'),
    );
    expect(templates).toHaveLength(2);
    for (const file of templates) {
      const read = (format: string) => readFileSync(path.join(folder, format, archive, file), 'utf8');
      expect(read('commonjs')).toBe(read('module'));
    }
  }
});
