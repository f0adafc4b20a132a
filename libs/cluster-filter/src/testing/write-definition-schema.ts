import { writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { definitionJsonSchema } from '../definition-schema.js';

/** Writes `definition.schema.json` again: `nx run cluster-filter:schema`. */
const text = await format(JSON.stringify(definitionJsonSchema()), { parser: 'json', printWidth: 110 });
writeFileSync('definition.schema.json', text);
