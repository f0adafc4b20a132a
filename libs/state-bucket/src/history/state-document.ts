import { z } from 'zod';

const Instance = z.looseObject({
  index_key: z.union([z.string(), z.number()]).nullish(),
  /** Of an object that Terraform replaced and did not destroy yet. */
  deposed: z.string().nullish(),
  /** `tainted` where it is to be made anew. */
  status: z.string().nullish(),
  attributes: z.record(z.string(), z.unknown()).nullish(),
  sensitive_attributes: z.array(z.unknown()).nullish(),
});

const Resource = z.looseObject({
  module: z.string().nullish(),
  mode: z.enum(['managed', 'data']),
  type: z.string().min(1),
  name: z.string().min(1),
  instances: z.array(Instance),
});

/**
 * A Terraform state of format version 4, as far as it is looked at here.
 *
 * Source: hashicorp/terraform, internal/states/statefile/version4.go.
 */
export const StateDocument = z.looseObject({
  version: z.literal(4),
  terraform_version: z.string().optional(),
  lineage: z.string().min(1),
  serial: z.int().nonnegative(),
  outputs: z.record(z.string(), z.looseObject({ value: z.unknown() })).default({}),
  resources: z.array(Resource).default([]),
});
export type StateDocument = z.infer<typeof StateDocument>;
