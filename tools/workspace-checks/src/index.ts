export {
  listProjects,
  listSourceFiles,
  readJson,
  readText,
  root,
  type Manifest,
  type Project,
} from './workspace.js';
