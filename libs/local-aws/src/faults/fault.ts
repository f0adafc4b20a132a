import type { ServiceName } from '../gateway/service.js';

/** What a fault is chosen by: known before the request is authenticated. */
export interface FaultTarget {
  readonly service: ServiceName;
  /** `PutObject`, `AssumeRole`, … */
  readonly operation: string;
  readonly bucket?: string;
  readonly key?: string;
}

/** Something that goes wrong on request. What it does not say, it does not restrict. */
export interface Fault {
  readonly service?: ServiceName;
  readonly operation?: string;
  /** A further test, for a key or the state of the test. */
  readonly matches?: (target: FaultTarget) => boolean;
  /** The share of the matching requests that it hits, 0 to 1; every one where it is left out. */
  readonly rate?: number;
  /** Ends after so many hits. */
  readonly times?: number;
  /** Delays the answer. */
  readonly latencyMs?: number;
  /**
   * `throttle`: S3's 503 SlowDown, STS's 400 Throttling. `internal-error`: 500. `service-unavailable`: 503.
   * `conflict`: 409 ConditionalRequestConflict, which S3 gives a conditional request that met another one.
   * `access-denied`: 403, whatever the policies say.
   * `lose-answer`: the request is carried out, and the connection breaks before its answer.
   * `break-connection`: the connection breaks and nothing is done, as where a service is gone.
   */
  readonly answer?:
    | 'throttle'
    | 'conflict'
    | 'internal-error'
    | 'service-unavailable'
    | 'access-denied'
    | 'lose-answer'
    | 'break-connection';
}
