export { run, type Host } from './command-line.js';
export { orchestratorErrors } from './errors.js';
