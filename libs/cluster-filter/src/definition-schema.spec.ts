import { readFileSync } from 'node:fs';
import path from 'node:path';
import { definitionJsonSchema } from './index.js';

it('is what definition.schema.json says; `nx run cluster-filter:schema` writes it again', () => {
  const committed = readFileSync(path.join(__dirname, '../definition.schema.json'), 'utf8');
  expect(JSON.parse(committed)).toEqual(definitionJsonSchema());
});

it('tells editors of every key, and that there is no other', () => {
  const schema = definitionJsonSchema() as {
    properties: Record<string, { title?: string; description?: string }>;
    additionalProperties: boolean;
    required: string[];
  };
  expect(Object.keys(schema.properties).sort()).toEqual([
    'account',
    'capacity',
    'lifecycle',
    'name',
    'region',
    'variables',
    'wave',
  ]);
  for (const property of Object.values(schema.properties)) {
    expect(property.title).toBeTruthy();
    expect(property.description).toBeTruthy();
  }
  expect(schema.additionalProperties).toBe(false);
  expect(schema.required).toEqual(['name']);
});
