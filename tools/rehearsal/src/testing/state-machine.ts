/** What a state machine asks of the services, as a test answers it. */
export interface StateMachinePorts {
  /** The object that a map's items are read from. */
  readItems(bucket: string, key: string): Promise<readonly unknown[]>;
  /** Starts a build and waits for its end. Throws a {@link StateError}: of StartBuild, or of a build that failed. */
  build(parameters: Readonly<Record<string, unknown>>): Promise<unknown>;
}

/** An error by the name that a state machine knows it by. */
export class StateError extends Error {}

interface State {
  readonly Type: 'Map' | 'Task';
  readonly Resource?: string;
  readonly Parameters?: unknown;
  readonly Retry?: readonly { readonly ErrorEquals: readonly string[]; readonly MaxAttempts: number }[];
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[]; readonly Next: string }[];
  readonly ItemReader?: { readonly Resource: string; readonly Parameters: unknown };
  readonly ItemSelector?: unknown;
  readonly ItemProcessor?: StateMachine;
  readonly MaxConcurrency?: number;
  readonly ToleratedFailurePercentage?: number;
  readonly ResultPath?: null;
  readonly OutputPath?: null;
  readonly Next?: string;
  readonly End?: boolean;
}

/** A definition in the Amazon States Language, of the states that the pipeline's own uses. */
export interface StateMachine {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

/** What `$` and `$$` stand for. */
interface Scope {
  readonly input: unknown;
  readonly item?: unknown;
}

/**
 * Runs a definition as Step Functions does, in as far as the pipeline's own goes: tasks that start builds with Retry and
 * Catch, and a distributed map over a list in S3. Whatever else a definition has is an error of the test.
 *
 * @throws StateError that the execution fails with
 */
export async function runStateMachine(
  { StartAt, States }: StateMachine,
  input: unknown,
  ports: StateMachinePorts,
): Promise<unknown> {
  for (let name = StartAt, data = input; ;) {
    const state = States[name];
    if (!state) throw new TypeError(`there is no state ${name}`);
    try {
      const result =
        state.Type === 'Map' ? await runMap(state, data, ports) : await runTask(state, data, ports);
      if (state.ResultPath !== null) data = state.OutputPath === null ? {} : result;
    } catch (error) {
      const caught = state.Catch?.find(({ ErrorEquals }) => matches(ErrorEquals, error));
      if (!caught) throw error;
      name = caught.Next;
      continue;
    }
    if (state.End) return data;
    name = state.Next ?? '';
  }
}

async function runTask(state: State, input: unknown, ports: StateMachinePorts): Promise<unknown> {
  expect(state.Resource).toBe('arn:aws:states:::codebuild:startBuild.sync');
  const parameters = fill(state.Parameters, { input }) as Record<string, unknown>;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await ports.build(parameters);
    } catch (error) {
      const retry = state.Retry?.find(({ ErrorEquals }) => matches(ErrorEquals, error));
      if (!retry || attempt >= retry.MaxAttempts) throw error;
    }
  }
}

async function runMap(state: State, input: unknown, ports: StateMachinePorts): Promise<unknown> {
  const {
    ItemReader,
    ItemSelector,
    ItemProcessor,
    MaxConcurrency = 1,
    ToleratedFailurePercentage = 0,
  } = state;
  if (!ItemReader || !ItemProcessor) throw new TypeError('a map needs its reader and its processor');
  expect(ItemReader.Resource).toBe('arn:aws:states:::s3:getObject');
  const { Bucket, Key } = fill(ItemReader.Parameters, { input }) as { Bucket: string; Key: string };
  const items = await ports.readItems(Bucket, Key);
  const waiting = items.map((item) => fill(ItemSelector, { input, item }));
  let failed = 0;
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      try {
        await runStateMachine(ItemProcessor, next, ports);
      } catch (error) {
        if (!(error instanceof StateError)) throw error;
        failed += 1;
      }
      if (failed > (items.length * ToleratedFailurePercentage) / 100) waiting.length = 0;
    }
  };
  await Promise.all(Array.from({ length: MaxConcurrency }, work));
  if (failed > (items.length * ToleratedFailurePercentage) / 100)
    throw new StateError('States.ExceedToleratedFailureThreshold');
  return [];
}

function matches(names: readonly string[], error: unknown): boolean {
  return error instanceof StateError && (names.includes(error.message) || names.includes('States.ALL'));
}

/** A payload template: members whose names end in `.$` are paths or `States.Format` of one. */
function fill(template: unknown, scope: Scope): unknown {
  if (Array.isArray(template)) return template.map((one) => fill(one, scope));
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) =>
      name.endsWith('.$') ? [name.slice(0, -2), valueOf(String(value), scope)] : [name, fill(value, scope)],
    ),
  );
}

function valueOf(expression: string, scope: Scope): unknown {
  const format = /^States\.Format\('([^']*)\{\}([^']*)', (\$[^)]*)\)$/.exec(expression);
  if (format) return `${format[1] ?? ''}${String(valueOf(format[3] ?? '', scope))}${format[2] ?? ''}`;
  const [root, path] = expression.startsWith('$$.Map.Item.Value.')
    ? [scope.item, expression.slice('$$.Map.Item.Value.'.length)]
    : [scope.input, expression.slice('$.'.length)];
  const value = (root as Readonly<Record<string, unknown>> | undefined)?.[path];
  if (value === undefined) throw new StateError(`States.ParameterPathFailure`);
  return value;
}
