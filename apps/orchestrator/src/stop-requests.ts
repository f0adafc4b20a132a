/** A terminal and npm both deliver the same Ctrl-C; signals this close together are one request, in milliseconds. */
const oneRequest = 1000;

/** What to do when the process is asked to stop. */
export interface StopHandlers {
  /** The first request: start nothing more, let what runs finish. */
  drain(): void;
  /** The second request, and every further one: ask what runs to stop, so that terraform saves its state. */
  interrupt(): void;
}

/** SIGINT and SIGTERM of this process, from the moment when it is made. */
export interface StopRequests {
  /** Whether a stop was asked for. */
  readonly requested: boolean;
  /** Who is told; a request that came before is told at once. */
  handle(handlers: StopHandlers): void;
  /** Leaves the signals to their defaults again. */
  close(): void;
}

/** Listens for requests to stop. The process never ends by one of these signals while this is open. */
export function openStopRequests(): StopRequests {
  let requests = 0;
  let latest = -Infinity;
  let handlers: StopHandlers | undefined;

  const onSignal = () => {
    const now = performance.now();
    if (now - latest < oneRequest) return;
    latest = now;
    requests++;
    if (requests === 1) handlers?.drain();
    else handlers?.interrupt();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    get requested() {
      return requests > 0;
    },
    handle: (given) => {
      handlers = given;
      if (requests > 0) given.drain();
      if (requests > 1) given.interrupt();
    },
    close: () => {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}
