import { writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { regionFileJsonSchema } from '../region-file-schema.js';

/** Writes `region.schema.json` again: `nx run regional-pipeline:schema`. */
const text = await format(JSON.stringify(regionFileJsonSchema()), { parser: 'json', printWidth: 110 });
writeFileSync('region.schema.json', text);
