import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exitCodeByPhase, isPlatformError, type PlatformError } from '@regional-pipeline/platform-model';
import { decide, loadActionCatalogue, type ActionCatalogue } from '@regional-pipeline/policy-proofs';
import { Aspects, type App } from 'aws-cdk-lib/core';
import { addStacks } from './stacks.js';
import { synthesize } from './synthesize.js';
import { PolicyEdit } from './testing/edit-policies.js';
import { goldenInputs } from './testing/golden-inputs.js';
import { insecureEdits } from './testing/insecure-edits.js';
import { ownerOf, policiesIn } from './testing/policies-against.js';
import { readReport } from './testing/synthesis-report.js';

jest.mock('./stacks.js', () => {
  const actual = jest.requireActual<{ addStacks: typeof addStacks }>('./stacks.js');
  return { addStacks: jest.fn(actual.addStacks) };
});

/** What each statement says, as far as it takes to know it again. */
const sentences: Readonly<Record<string, string>> = {
  'SM-01': 'Nobody assumes D unless `sts:ExternalId` is present and equals `regional-pipeline-r`.',
  'SM-02': 'No principal but C may assume D',
  'SM-03': "no request satisfies C(r)'s identity policy and D(r')'s trust policy",
  'SM-04': 'C can assume roles named exactly `ManagementClusterDeployRole` and no other',
  'SM-06': 'D is allowed no action of a regional service with `aws:RequestedRegion` ≠ r or absent',
  'SM-07': 'C, P and F are allowed no write',
  'SM-08': 'D is allowed nothing outside eks, ec2, autoscaling, ecs, logs and the listed IAM actions',
  'SM-10': 'Every IAM mutation that D is allowed targets `role/eks-*`',
  'SM-11': 'by D imply `iam:PermissionsBoundary` = B.',
  'SM-12': 'D cannot remove B from a role, nor edit, version or delete the policy B.',
  'SM-14': '`iam:PassRole` by D: only `role/eks-*`, only with `iam:PassedToService` present',
  'SM-17': 'Every role that D can create, change or pass carries B',
  'SM-18': 'C on K: reads only',
  'SM-19': 'C may delete `*.tflock` objects and nothing else',
  'SM-20': "No access to any of the project's buckets without TLS",
  'SM-21': 'Neither C, P, F nor D can change a bucket policy',
  'SM-25': 'C, P and F are allowed exactly what the build, the pipeline and the fan-out need',
};

describe('a synthesis', () => {
  let catalogue: ActionCatalogue;
  let outdir: string;
  beforeAll(async () => {
    catalogue = await loadActionCatalogue();
    outdir = mkdtempSync(path.join(tmpdir(), 'insecure-edits-'));
    synthesizeEdited(path.join(outdir, 'plain'));
  });
  afterAll(() => rmSync(outdir, { recursive: true }));

  /** Synthesizes the pipeline of us-east-1, with an aspect on its constructs. */
  function synthesizeEdited(directory: string, edit?: PolicyEdit): void {
    const [inputs] = goldenInputs;
    if (!inputs) throw new TypeError('there are no golden inputs');
    const actual = jest.requireActual<{ addStacks: typeof addStacks }>('./stacks.js');
    jest.mocked(addStacks).mockImplementationOnce((app: App, given) => {
      actual.addStacks(app, given);
      if (edit) Aspects.of(app).add(edit);
    });
    synthesize(inputs, directory, { catalogue });
  }

  it.each(insecureEdits)('fails with $what, by a request that is allowed then', (insecure) => {
    const directory = path.join(outdir, insecure.what.replaceAll(/\W+/g, '-'));
    const edit = new PolicyEdit(insecure.policy, insecure.edit);
    const failure = failureOf(() => synthesizeEdited(directory, edit));
    expect(edit.edited).toBe(1);
    expect(failure.code).toBe('TemplatesNotValid');
    expect(exitCodeByPhase[failure.kind.phase]).toBe(3);

    const violations = readReport(directory, ownerOf);
    const ids = Object.keys(insecure.fails);
    expect(new Set(violations.map(({ id }) => id))).toEqual(new Set(ids));
    for (const { id, description, request } of violations) {
      expect(description.split('\n')[0]).toContain(sentences[id]);
      expect(description).toMatch(new RegExp(`^${id}: `));
      const layers = (insecure.fails[id] ?? []).filter((layer) => {
        const isAllowedIn = (folder: string) =>
          decide(request, policiesIn(path.join(outdir, folder), layer, request)).effect === 'allow';
        return isAllowedIn(path.basename(directory)) && !isAllowedIn('plain');
      });
      expect(layers.length > 0 ? 'allowed by the edit' : { id, request }).toBe('allowed by the edit');
    }

    const first = violations.find(({ id }) => id === ids[0]);
    const principal = expect.objectContaining({
      [insecure.request.principal.includes(':sts:') ? 'sessionArn' : 'arn']: expect.stringContaining(
        insecure.request.principal,
      ) as unknown,
    }) as unknown;
    expect(first?.request).toMatchObject({ ...insecure.request, principal });
    expect(first?.location).toBe(insecure.at);
    expect(first?.description).toContain(`at         ${insecure.at}`);
    const [template = '', logicalId = ''] = insecure.at.split(/\.template\.json: | /);
    expect(first?.constructPath).toBe(`${template}/${logicalId}`);
  });
});

function failureOf(run: () => void): PlatformError {
  try {
    run();
  } catch (error) {
    if (isPlatformError(error)) return error;
    throw error;
  }
  throw new TypeError('the synthesis did not fail');
}
