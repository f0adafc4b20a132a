export { regionsErrors } from './errors.js';
