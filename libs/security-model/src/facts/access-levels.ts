import { accessLevel, type RequestSet } from '@regional-pipeline/policy-proofs';

/** Requests that change something, by the access level that AWS gives their action; future actions are among them. */
export const changes: RequestSet = accessLevel('Write', 'Tagging', 'Permissions management');
