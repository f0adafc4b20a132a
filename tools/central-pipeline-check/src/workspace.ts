import path from 'node:path';

/** The root of the workspace. */
export const root = path.resolve(import.meta.dirname, '../../..');
