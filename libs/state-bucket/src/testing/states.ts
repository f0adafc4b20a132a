import type { StateDocument } from '../history/state-document.js';

export const lineage = '5f0c1d4e-8d1f-4a57-9b1e-2f6f0f6c7a10';

type Resource = StateDocument['resources'][number];

/** A managed resource of AWS with one instance. */
export function resource(
  type: string,
  name: string,
  attributes: Readonly<Record<string, unknown>>,
  rest: Readonly<Record<string, unknown>> = {},
): Resource {
  const provider = 'provider["registry.terraform.io/hashicorp/aws"]';
  const instances = [{ schema_version: 0, attributes: { ...attributes } }];
  return { mode: 'managed', type, name, provider, instances, ...rest };
}

/** A state of version 4 with these parts instead of the usual ones. */
export function state(rest: Partial<StateDocument> = {}): StateDocument {
  return { version: 4, terraform_version: '1.11.4', serial: 1, lineage, outputs: {}, resources: [], ...rest };
}

/** The bytes of a state, as Terraform writes it. */
export function bytesOf(content: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(content, null, 2) + '\n');
}
