import { z } from 'zod';

/**
 * The process that holds a run: enough to find out later, from elsewhere, whether it is over.
 *
 * A process id alone is used again by another process, and a host's name by another container: so the boot, the
 * container and the moment at which the process started go along, where the system tells them.
 */
export const RunHolder = z.strictObject({
  /** The machine's name: what Terraform writes behind the `@` of a lock's `Who`. */
  host: z.string(),
  /** The user's name: what stands before it. */
  user: z.string(),
  /** Of the machine's running kernel, which its containers share; null where the system has none. */
  bootId: z.string().nullable(),
  /** Tells the machine from others of its name, also after a new start; null in a container, where images share it. */
  machineId: z.string().nullable(),
  /** The process id, as it is seen in `pidNamespace`. */
  pid: z.int().positive(),
  /** Which container's processes it is one of: those of others are not seen. Null where the system has none. */
  pidNamespace: z.string().nullable(),
  /** When the process started, in the system's own unit; null where it cannot be told. */
  processStart: z.string().nullable(),
  /** `CODEBUILD_BUILD_ID`; null outside of CodeBuild. */
  buildId: z.string().nullable(),
});
export type RunHolder = z.infer<typeof RunHolder>;

/**
 * Whether a holder is over, with what was seen. Only `over` is a proof; age is none.
 *
 * - `over`: its build has ended, or on its machine, which is this one, neither its process nor any that it started lives
 * - `running`: it, or a process that it started, is seen at work
 * - `unknown`: it cannot be seen from here
 */
export interface HolderState {
  readonly status: 'over' | 'running' | 'unknown';
  /** For people: `build management-cluster-deploy:0a1b… SUCCEEDED`, `process 4711 still runs on this machine`. */
  readonly evidence: string;
}
