export { run, type Host } from './command-line.js';
export { orchestratorErrors } from './errors.js';
export { journalPorts } from './journal-ports.js';
export type { Reporter } from './reporting/reporter.js';
export { usualLimits, type RunLimits } from './run-limits.js';
export { readSettings, type Settings } from './settings.js';
export type { StopRequests } from './stop-requests.js';
export { workOnRun, type RunWork } from './work-on-run.js';
