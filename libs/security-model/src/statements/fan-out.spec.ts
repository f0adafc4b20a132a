import { loadActionCatalogue, type ActionCatalogue } from '@regional-pipeline/policy-proofs';
import { readDeployment } from '../deployment/read-deployment.js';
import { proveStatements } from '../prove-statements.js';
import { goldenPipelines, virginia, type GoldenPipeline } from '../testing/golden-pipelines.js';

let catalogue: ActionCatalogue;
beforeAll(async () => {
  catalogue = await loadActionCatalogue();
});

const fannedOut = goldenPipelines.find(({ intent }) => intent.regional?.fanOut);
if (!fannedOut) throw new TypeError('no golden pipeline has a fan-out');
const { region } = fannedOut.intent;

/** The regional template of a pipeline as text, changed by replacing what must be there. */
function edited(pipeline: GoldenPipeline, from: string, to: string): GoldenPipeline {
  const [regional, ...others] = pipeline.templates;
  const text = JSON.stringify(regional?.template);
  if (!regional || !text.includes(from)) throw new TypeError(`the template has no ${from}`);
  return {
    ...pipeline,
    templates: [{ ...regional, template: JSON.parse(text.replace(from, to)) as unknown }, ...others],
  };
}

const violated = ({ intent, templates }: GoldenPipeline): string[] =>
  proveStatements(readDeployment(intent, templates), catalogue, {
    only: ['SM-05', 'SM-07', 'SM-19', 'SM-20', 'SM-25'],
  }).flatMap(({ id, verdict }) => (verdict === 'violated' ? [id] : []));

const F = 'arn:aws:iam::111111111111:role/regional-pipeline-fan-out-role';
const C = 'arn:aws:iam::111111111111:role/regional-pipeline-codebuild-role';
const stateMachine = `arn:aws:states:${region}:111111111111:stateMachine:management-cluster-fan-out`;
const artifacts = `arn:aws:s3:::regional-pipeline-artifacts-111111111111-${region}`;

describe('a fan-out', () => {
  it.each([
    [
      'F taken for any state machine',
      `["${stateMachine}","${stateMachine}/*"]`,
      `"arn:aws:states:${region}:111111111111:stateMachine:*"`,
      ['SM-05'],
    ],
    ['F taken by another service', '"states.amazonaws.com"', '"events.amazonaws.com"', ['SM-05']],
    [
      'F reading any artifact',
      `"s3:GetObject","Resource":"${artifacts}/fan-out/*"`,
      `"s3:GetObject","Resource":"${artifacts}/*"`,
      ['SM-25'],
    ],
    ['F changing the project', '"codebuild:StopBuild"', '"codebuild:UpdateProject"', ['SM-25']],
    [
      'F starting any state machine',
      `"states:StartExecution","Resource":"${stateMachine}"`,
      '"states:StartExecution","Resource":"*"',
      ['SM-07', 'SM-25'],
    ],
    [
      'the states open to F',
      `{"aws:PrincipalArn":["${C}"]}`,
      `{"aws:PrincipalArn":["${C}","${F}"]}`,
      ['SM-19'],
    ],
    [
      'C writing its list from any region',
      `"${artifacts}/fan-out/*","Condition":{"StringEquals":{"aws:RequestedRegion":"${region}"}}`,
      `"${artifacts}/fan-out/*","Condition":{"StringEquals":{"aws:RequestedRegion":"us-east-1"}}`,
      ['SM-07'],
    ],
  ])('with %s is refused', (_, from, to, statements) => {
    expect(violated(edited(fannedOut, from, to))).toEqual(statements);
  });

  it('that nobody asked for is refused', () => {
    const { fanOut, ...regional } = fannedOut.intent.regional ?? {};
    expect(fanOut).toBe(true);
    const intent = { ...fannedOut.intent, regional } as GoldenPipeline['intent'];
    expect(() => readDeployment(intent, fannedOut.templates)).toThrow(`${F} (`);
  });

  it('that was asked for and is not there is refused', () => {
    const { regional } = virginia.intent;
    if (!regional) throw new TypeError('the pipeline has no regional part');
    const intent = { ...virginia.intent, regional: { ...regional, fanOut: true } };
    expect(() => readDeployment(intent, virginia.templates)).toThrow('regional-pipeline-fan-out-role');
  });
});
