import { listRegions } from '@regional-pipeline/platform-model';
import { z } from 'zod';
import { inputDefinitions, inputKeys } from './input-definitions.js';

/** The keys of a region's file that are inputs: their names in the contract. */
export const regionFileKeys = inputKeys.map((key) => inputDefinitions[key].name);

const inputs: Readonly<Record<string, z.ZodType>> = Object.fromEntries(
  inputKeys.map((key) => {
    const { name, required, schema, expected } = inputDefinitions[key];
    if (key !== 'region') {
      const described = schema.meta({ description: expected });
      return [name, required ? described : described.exactOptional()];
    }
    const description = "The file's name says it already; where it stands, it must be the same.";
    return [name, schema.meta({ description, enum: listRegions() }).exactOptional()];
  }),
);

/**
 * The content of `regions/<region>.json`, made from the definitions of the inputs. Every key that it does not know is
 * an error; `region` may be left out, for the file's name says it.
 */
export const RegionFileSchema = z
  .strictObject({
    $schema: z.string().exactOptional(),
    ...inputs,
  })
  .meta({
    title: 'Region',
    description: 'regions/<region>.json: the regional pipeline of one region, with its accounts.',
  });

/**
 * The schema of a region's file for editors, as JSON Schema 2020-12; `region.schema.json` of this app is it.
 *
 * Two rules it cannot say: the region is the file's name, and what contradicts each other.
 */
export function regionFileJsonSchema(): Record<string, unknown> {
  const { '~standard': _, ...schema } = z.toJSONSchema(RegionFileSchema, {
    io: 'input',
    target: 'draft-2020-12',
  });
  return schema;
}
