/**
 * How child processes come by their credentials.
 *
 * - `native`: the SDK in the child assumes the role itself, from the container's credentials. No secret anywhere.
 * - `process`: the child runs the orchestrator's `credential-process`, which asks the orchestrator by a socket.
 */
export type ProfileMode = 'native' | 'process';

/** The two AWS profiles of one cluster: `regional` for the state backend, `management` for everything else. */
export interface Profiles {
  /** What a child's environment needs to use them; never a key. */
  readonly environment: Readonly<Record<string, string>>;
  readonly backendProfile: 'regional';
  /** Secret values that were issued to children so far, for redaction; grows as they are renewed. */
  secrets(): readonly string[];
  /** Stops serving and removes the files. Call it after the children are over; a second call does nothing. */
  close(): Promise<void>;
}
