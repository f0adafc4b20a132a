import { AccountId, Region, regionalResources } from '@regional-pipeline/platform-model';
import { FanOutConcurrency, ToleratedFailurePercentage } from './fan-out.js';
import { fanOutDefinition } from './fan-out-definition.js';

interface State {
  readonly Type: string;
  readonly Resource?: string;
  readonly Next?: string;
  readonly End?: true;
  readonly Retry?: readonly { readonly ErrorEquals: readonly string[] }[];
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[]; readonly Next: string }[];
  readonly ItemProcessor?: Machine;
  readonly Parameters?: Readonly<Record<string, unknown>>;
}
interface Machine {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

const definitionOf = (region: string) =>
  fanOutDefinition({
    resources: regionalResources(Region.parse(region), AccountId.parse('111111111111')),
    concurrency: FanOutConcurrency.parse(7),
    toleratedFailurePercentage: ToleratedFailurePercentage.parse(30),
  }) as unknown as Machine & { readonly States: { readonly Clusters: State; readonly Conclude: State } };
const definition = definitionOf('us-east-1');
const { Clusters, Conclude } = definition.States;
const deploy = Clusters.ItemProcessor?.States['Deploy'];

/** Every machine of a definition: itself, and those in its maps. */
const machinesIn = (machine: Machine): readonly Machine[] => [
  machine,
  ...Object.values(machine.States).flatMap(({ ItemProcessor }) =>
    ItemProcessor ? machinesIn(ItemProcessor) : [],
  ),
];

describe('the definition of the fan-out', () => {
  it('leads from its start through states that are there to an end', () => {
    for (const { StartAt, States } of machinesIn(definition)) {
      const reached = new Set<string>();
      const waiting = [StartAt];
      for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
        if (reached.has(name)) continue;
        reached.add(name);
        const state = States[name];
        if (!state) throw new TypeError(`there is no state ${name}`);
        expect([state.Next, state.End].filter((one) => one !== undefined)).toHaveLength(1);
        waiting.push(...(state.Next ? [state.Next] : []), ...(state.Catch ?? []).map(({ Next }) => Next));
      }
      expect([...reached].sort()).toEqual(Object.keys(States).sort());
    }
  });

  it('reads the list of the run that it is given, where only lists are', () => {
    expect(Clusters).toMatchObject({
      MaxConcurrency: 7,
      ToleratedFailurePercentage: 30,
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'JSON' },
        Parameters: {
          Bucket: 'regional-pipeline-artifacts-111111111111-us-east-1',
          'Key.$': "States.Format('fan-out/{}.json', $.run)",
        },
      },
      ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } },
    });
  });

  it('starts for each cluster a build of the one project, and waits for its end', () => {
    for (const state of [deploy, Conclude]) {
      expect(state).toMatchObject({
        Type: 'Task',
        Resource: 'arn:aws:states:::codebuild:startBuild.sync',
        Parameters: {
          ProjectName: 'management-cluster-deploy',
          SourceTypeOverride: 'S3',
          'SourceLocationOverride.$': '$.source',
          ArtifactsOverride: { Type: 'NO_ARTIFACTS' },
        },
      });
    }
    expect(deploy?.Parameters?.['EnvironmentVariablesOverride']).toEqual([
      { Name: 'FAN_OUT_STEP', Value: 'cluster' },
      { Name: 'RUN', 'Value.$': '$.run' },
      { Name: 'CLUSTER', 'Value.$': '$.cluster' },
    ]);
  });

  it('tries again what was not started, and never a build that failed', () => {
    for (const state of [deploy, Conclude]) {
      const names = (state?.Retry ?? []).flatMap(({ ErrorEquals }) => ErrorEquals);
      expect(names).toContain('CodeBuild.AccountLimitExceededException');
      expect(names.filter((name) => !name.startsWith('CodeBuild.'))).toEqual([]);
    }
  });

  it('concludes the run however the map ended, and catches nothing of the conclusion', () => {
    expect(Clusters.Next).toBe('Conclude');
    expect(Clusters.Catch).toEqual([{ ErrorEquals: ['States.ALL'], ResultPath: null, Next: 'Conclude' }]);
    expect(Conclude.Catch).toBeUndefined();
    expect(deploy?.Catch).toBeUndefined();
  });

  it('keeps no result of a build, which 256 KB would not hold of all', () => {
    expect([deploy, Conclude]).toMatchObject([{ OutputPath: null }, { OutputPath: null }]);
    expect(Clusters).toMatchObject({ ResultPath: null });
  });

  it.each([
    ['us-gov-east-1', 'aws-us-gov'],
    ['cn-north-1', 'aws-cn'],
  ])('names what it calls as in the partition of %s', (region, partition) => {
    const arns = JSON.stringify(definitionOf(region)).match(/arn:[^:]+/g) ?? [];
    expect(new Set(arns)).toEqual(new Set([`arn:${partition}`]));
  });
});
