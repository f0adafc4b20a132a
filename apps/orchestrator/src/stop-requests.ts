/** A terminal and npm both deliver the same Ctrl-C; signals this close together are one request, in milliseconds. */
const oneRequest = 1000;

/** Ctrl-C, a service that stops, a terminal that is closed: by its default each would end the process in its tracks. */
const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What to do when the process is asked to stop. */
export interface StopHandlers {
  /** The first request: start nothing more, let what runs finish. */
  drain(): void;
  /** The second request, and every further one: ask what runs to stop, so that terraform saves its state. */
  interrupt(): void;
}

/** SIGINT, SIGTERM and SIGHUP of this process, from the moment when it is made. */
export interface StopRequests {
  /** Who is told; a request that came before is told at once. */
  handle(handlers: StopHandlers): void;
  /**
   * The work is over, and a further request changes nothing: the process ends by itself, or at once where its exit code
   * is known, and always with that one. By the signal's default a run that is done would end as one that was killed.
   */
  close(): void;
}

/**
 * Listens for requests to stop. While nobody handles them nothing runs that could be harmed, and the second one calls
 * `abandon`; from then on the process never ends by one of these signals.
 */
export function openStopRequests(abandon: () => void): StopRequests {
  let requests = 0;
  let latest = -Infinity;
  let handlers: StopHandlers | undefined;
  let over = false;

  const onSignal = () => {
    if (over) {
      if (process.exitCode !== undefined) process.exit();
      return;
    }
    const now = performance.now();
    if (now - latest < oneRequest) return;
    latest = now;
    requests++;
    if (handlers) handlers[requests === 1 ? 'drain' : 'interrupt']();
    else if (requests > 1) abandon();
  };
  for (const signal of stopSignals) process.on(signal, onSignal);
  return {
    handle: (given) => {
      handlers = given;
      if (requests > 0) given.drain();
      if (requests > 1) given.interrupt();
    },
    close: () => {
      over = true;
    },
  };
}
