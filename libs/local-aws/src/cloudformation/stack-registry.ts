import { partitionOf, type AccountId, type Region } from '@regional-pipeline/platform-model';

/** A stack that CloudFormation is to know of. */
export interface LocalStack {
  readonly name: string;
  readonly accountId: AccountId;
  readonly region: Region;
  /** `CREATE_COMPLETE` where it is left out. Source: CloudFormation API reference, Stack, StackStatus. */
  readonly status?: string;
  /** By logical id. */
  readonly outputs?: Readonly<Record<string, string>>;
}

type Place = Pick<LocalStack, 'name' | 'accountId' | 'region'>;

/** The stacks of all accounts and regions. */
export class StackRegistry {
  readonly #stacks = new Map<string, LocalStack>();

  /** Adds a stack, or says anew how it stands. */
  put(stack: LocalStack): void {
    this.#stacks.set(stackArn(stack), stack);
  }

  find(place: Place): LocalStack | undefined {
    return this.#stacks.get(stackArn(place));
  }
}

/** CloudFormation gives each stack an id of its own; here the name is enough, and the id always the same. */
export function stackArn({ name, accountId, region }: Place): string {
  return `arn:${partitionOf(region)}:cloudformation:${region}:${accountId}:stack/${name}/00000000-0000-4000-8000-000000000000`;
}
