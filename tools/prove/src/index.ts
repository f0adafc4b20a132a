export { proveErrors } from './errors.js';
