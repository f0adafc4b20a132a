export { loadBestPractices } from './best-practices.js';
export { hasConnections } from '@regional-pipeline/pipeline-constructs';
export { parseInputs } from './check-inputs.js';
export { regionalPipelineErrors } from './errors.js';
export type { RegionalPipelineInputs } from './input-definitions.js';
export { synthesize, type Synthesis, type SynthesisOptions, type SynthesizedTemplate } from './synthesize.js';
export { parseRegionFile } from './region-file.js';
