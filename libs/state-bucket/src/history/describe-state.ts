import type { StateDocument } from './state-document.js';

/** An object that a state tells of, without its attributes' values. */
export interface StateResource {
  /** As Terraform writes it: `module.vpc.aws_subnet.private["a"]`. */
  readonly address: string;
  readonly type: string;
  /**
   * What AWS knows it by: the ARN, else the id. Null for what is no managed resource of AWS: ids of others may be the
   * secret itself (random_string's, the data source aws_secretsmanager_random_password's).
   */
  readonly id: string | null;
  /** The AWS accounts that its own ARN, id or owner names. */
  readonly accounts: readonly string[];
  /** Its attributes with their values: for comparing, never for showing. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** Lists what a state tells of, in the order of the addresses. */
export function describeResources({ resources }: StateDocument): StateResource[] {
  return resources
    .flatMap((resource) => resource.instances.map((instance) => describe(resource, instance)))
    .sort((a, b) => (a.address < b.address ? -1 : 1));
}

type Resource = StateDocument['resources'][number];
type Instance = Resource['instances'][number];

function describe({ module, mode, type, name }: Resource, instance: Instance): StateResource {
  const { index_key: index, deposed, status, sensitive_attributes: sensitive } = instance;
  const attributes = instance.attributes ?? {};
  const own = mode === 'managed' && type.startsWith('aws_') ? attributes : {};
  const hidden = JSON.stringify(sensitive ?? []);
  const shown = ['arn', 'id'].filter((key) => !hidden.includes(`"${key}"`)).map((key) => textOf(own[key]));
  return {
    address: [
      module ? `${module}.` : '',
      mode === 'data' ? 'data.' : '',
      `${type}.${name}`,
      index === undefined || index === null ? '' : `[${JSON.stringify(index)}]`,
      deposed ? ` (deposed ${deposed})` : '',
    ].join(''),
    type,
    id: shown.find((text) => text !== null) ?? null,
    accounts: accountsOf(own),
    attributes: status ? { ...attributes, status } : attributes,
  };
}

function accountsOf({ arn, id, owner_id: owner }: Readonly<Record<string, unknown>>): string[] {
  const named = [arn, id].map((value) => /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(textOf(value) ?? '')?.[1]);
  const owned = /^\d{12}$/.exec(textOf(owner) ?? '')?.[0];
  return [...new Set([...named, owned])].filter((account) => account !== undefined);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
