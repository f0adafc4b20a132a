import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { PolicyDocument } from '@regional-pipeline/platform-model';
import { synthesize } from './synthesize.js';
import { goldenInputs } from './testing/golden-inputs.js';

describe('synthesize', () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'synthesize-'));
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  it('writes a template an account, the regional one first, straight into a folder that it makes', () => {
    const outdir = path.join(directory, 'a/b');
    const inputs = goldenInputs.find(({ region }) => region === 'us-gov-west-1');
    if (!inputs) throw new TypeError('there are no golden inputs for us-gov-west-1');
    const { templates } = synthesize(inputs, outdir);

    expect(templates.map(({ file, accountId, region }) => ({ file, accountId, region }))).toEqual([
      {
        file: path.join(outdir, 'regional-pipeline-us-gov-west-1.template.json'),
        accountId: '111111111111',
        region: 'us-gov-west-1',
      },
      {
        file: path.join(outdir, 'management-deploy-role-us-gov-west-1-222222222222.template.json'),
        accountId: '222222222222',
        region: 'us-gov-west-1',
      },
      {
        file: path.join(outdir, 'management-deploy-role-us-gov-west-1-333333333333.template.json'),
        accountId: '333333333333',
        region: 'us-gov-west-1',
      },
    ]);
    for (const { file, template } of templates)
      expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(template);
    expect(readdirSync(outdir).filter((file) => file.endsWith('.assets.json'))).toEqual([]);
  });

  it("writes what Central has to add to its bucket's policy, for this region's build role alone", () => {
    const inputs = goldenInputs.find(({ region }) => region === 'us-gov-west-1');
    if (!inputs) throw new TypeError('there are no golden inputs for us-gov-west-1');
    const outdir = path.join(directory, 'central');
    const { centralBucketStatements } = synthesize(inputs, outdir);
    expect(centralBucketStatements).toBe(path.join(outdir, 'central-bucket-statements-us-gov-west-1.json'));
    const policy = JSON.parse(readFileSync(centralBucketStatements, 'utf8')) as PolicyDocument;
    expect(policy.Statement).toHaveLength(2);
    for (const statement of policy.Statement) {
      expect(statement).toMatchObject({
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws-us-gov:iam::111111111111:root' },
        Condition: {
          ArnEquals: {
            'aws:PrincipalArn': 'arn:aws-us-gov:iam::111111111111:role/regional-pipeline-codebuild-role',
          },
        },
      });
      expect(JSON.stringify(statement)).not.toMatch(/s3:(Put|Delete|\*)/);
    }
  });

  it('says so when the folder cannot be made', () => {
    const file = path.join(directory, 'file');
    writeFileSync(file, '');
    const [inputs] = goldenInputs;
    if (!inputs) throw new TypeError('there are no golden inputs');
    expect(() => synthesize(inputs, path.join(file, 'out'))).toThrow(
      `The templates cannot be written to ${path.join(file, 'out')} (Error: ENOTDIR: not a directory`,
    );
  });
});
