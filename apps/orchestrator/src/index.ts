export { run, type Host } from './command-line.js';
