import { ClusterName, Region, listRegions } from '@regional-pipeline/platform-model';
import { z } from 'zod';

/** Terraform's identifiers as far as ASCII goes: a variable of another name cannot be declared. */
const VariableName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_-]*$/, {
  error: ({ input }) =>
    `${JSON.stringify(input)} is not the name of a Terraform variable: use letters, digits, _ and -, no digit first`,
});

const isNot =
  (what: string) =>
  ({ input }: { readonly input?: unknown }) =>
    `${JSON.stringify(input)} is not ${what}`;

const Account = z
  .string({
    error: ({ input }) =>
      `${JSON.stringify(input)} is not an account's name or id; put an account id in quotes: account: "222222222222"`,
  })
  .min(1, { error: 'an account has a name: write it, or leave the key out' });

const Capacity = z.strictObject({
  hostedClusters: z
    .int({ error: isNot('a number of clusters; use a whole number from 1') })
    .positive({ error: isNot('a number of clusters; use a whole number from 1') })
    .exactOptional()
    .meta({ title: 'Hosted clusters', description: 'How many customer clusters it is meant to host.' }),
});

/** The content of a definition file. Every key that it does not know is an error. */
export const DefinitionSchema = z
  .strictObject({
    name: ClusterName.meta({
      title: 'Cluster name',
      description: "The same as the file's name. It names the Terraform state too, so it never changes.",
    }),
    account: Account.exactOptional().meta({
      title: 'Account',
      description:
        "The account's name in Central's map, or its 12-digit id in quotes. The cluster's name where it is left out.",
    }),
    region: Region.exactOptional().meta({
      title: 'Region',
      description: 'The folder says it already; where it stands, it must be the same.',
      enum: listRegions(),
    }),
    lifecycle: z
      .enum(['active', 'paused'], { error: isNot('a lifecycle; use active or paused') })
      .default('active')
      .meta({
        title: 'Lifecycle',
        description: 'A paused cluster is left as it is: neither deployed nor destroyed.',
      }),
    capacity: Capacity.exactOptional().meta({
      title: 'Capacity',
      description: 'How much the cluster is meant to carry.',
    }),
    wave: z
      .int({ error: isNot('a wave; use a whole number from 0') })
      .nonnegative({ error: isNot('a wave; use a whole number from 0') })
      .exactOptional()
      .meta({
        title: 'Wave',
        description:
          'Lower waves are deployed before higher ones, which start when all before them is well; 0 where it is left out.',
      }),
    variables: z
      .record(VariableName, z.json())
      .default({})
      .meta({ title: 'Terraform variables', description: 'Values of Terraform variables, by name.' }),
  })
  .meta({
    title: 'Management cluster definition',
    description: 'management-clusters/<region>/<name>.yaml: a management cluster that the region deploys.',
  });

/** The keys of each mapping of a definition, by the mapping's own key; the file itself has the empty one. */
export const definitionKeys: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(DefinitionSchema.shape),
  capacity: Object.keys(Capacity.shape),
};

/**
 * The schema of a definition file for editors, as JSON Schema 2020-12; `definition.schema.json` of this package is it.
 *
 * It is made from the schema that the parser uses. Two rules it cannot say: the name is the file's, the region the
 * folder's.
 */
export function definitionJsonSchema(): Record<string, unknown> {
  const { '~standard': _, ...schema } = z.toJSONSchema(DefinitionSchema, {
    io: 'input',
    target: 'draft-2020-12',
  });
  return schema;
}
