import type { PolicyDocument } from '@regional-pipeline/platform-model';
import { templateMalformed, templateObject } from './template-value.js';

/**
 * Takes a resolved policy document as it stands in a template. Its grammar is checked where it is used: this only
 * makes sure that there is a document, and its statements a list.
 */
export function templateDocument(value: unknown, path: string): PolicyDocument {
  const document = templateObject(value, path);
  const statements = document['Statement'];
  if (statements === undefined) throw templateMalformed(path, 'the policy document has no Statement');
  const list: readonly unknown[] = Array.isArray(statements) ? statements : [statements];
  return { ...document, Statement: list } as unknown as PolicyDocument;
}
