import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { renderErrorsPage } from './errors-page.js';
import { root } from './workspace.js';

writeFileSync(path.join(root, 'docs/errors.md'), renderErrorsPage());
