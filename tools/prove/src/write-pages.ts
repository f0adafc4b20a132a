import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { renderPages } from './pages.js';

// `npx nx run prove:pages`: writes the pages that are made from the statements.
for (const { file, text } of await renderPages()) {
  writeFileSync(path.join(import.meta.dirname, '../../..', file), text);
}
