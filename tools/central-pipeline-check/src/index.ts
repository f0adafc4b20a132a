export { packLibrary, type PackedLibrary } from './pack-library.js';
export { installExample, type InstalledExample } from './install-example.js';
