import type { FleetEvent } from '@regional-pipeline/fleet';

/** How the orchestrator speaks: one for people at a terminal, one for logs, one for programs. */
export interface Reporter {
  /** Takes each event of the fleet, in order. */
  event(event: FleetEvent): void;
  /** Takes each line that a cluster's make target prints, without credentials. */
  line(cluster: string, text: string): void;
  /** Takes what people should know of and what is no event of the fleet. */
  notice(text: string): void;
  /** Ends what is still being shown; resolves when all is written. */
  close(): Promise<void>;
}

/** Where a reporter writes: standard output, or a recording of it. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
}
