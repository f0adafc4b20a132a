export { openRehearsal, centralStateBucket, type Rehearsal, type RehearsalOptions } from './rehearsal.js';
export {
  runOrchestrator,
  startOrchestrator,
  type OrchestratorRun,
  type StartedOrchestrator,
} from './run-orchestrator.js';
