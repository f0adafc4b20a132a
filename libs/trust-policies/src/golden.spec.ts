import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Region } from '@regional-pipeline/platform-model';
import { allDocuments } from './testing/all-documents.js';

/**
 * The documents as they were last accepted. After a wanted change: UPDATE_GOLDEN=1, then read the difference.
 */
describe('the documents of one region of each partition', () => {
  it.each(['us-east-1', 'us-gov-west-1', 'cn-northwest-1'])('are the golden ones: %s', (name) => {
    const file = path.join(__dirname, 'golden', `${name}.json`);
    const documents = allDocuments(Region.parse(name));
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, `${JSON.stringify(documents, null, 2)}\n`);
    expect(documents).toEqual(JSON.parse(readFileSync(file, 'utf8')));
  });
});
