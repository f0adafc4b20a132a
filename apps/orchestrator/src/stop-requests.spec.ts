import { openStopRequests, type StopRequests } from './stop-requests.js';

let stop: StopRequests | undefined;
let now = 0;
const calls: string[] = [];
const handlers = { drain: () => void calls.push('drain'), interrupt: () => void calls.push('interrupt') };

beforeEach(() => {
  calls.length = 0;
  now = 10_000;
  jest.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => {
  stop?.close();
  jest.restoreAllMocks();
});

function signal(name: 'SIGINT' | 'SIGTERM' | 'SIGHUP', after: number) {
  now += after;
  process.emit(name);
}

describe('stop requests', () => {
  it('drain at the first, interrupt at each further one', () => {
    stop = openStopRequests(() => void calls.push('abandon'));
    stop.handle(handlers);
    signal('SIGINT', 0);
    signal('SIGTERM', 2000);
    signal('SIGINT', 2000);
    expect(calls).toEqual(['drain', 'interrupt', 'interrupt']);
  });

  it('are made by a terminal that is closed, too', () => {
    stop = openStopRequests(() => void calls.push('abandon'));
    stop.handle(handlers);
    signal('SIGHUP', 0);
    expect(calls).toEqual(['drain']);
  });

  it('take one Ctrl-C that a terminal and npm both deliver as one', () => {
    stop = openStopRequests(() => void calls.push('abandon'));
    stop.handle(handlers);
    signal('SIGINT', 0);
    signal('SIGINT', 3);
    signal('SIGTERM', 900);
    expect(calls).toEqual(['drain']);
  });

  it('are not forgotten when they come before the run', () => {
    stop = openStopRequests(() => void calls.push('abandon'));
    signal('SIGTERM', 0);
    stop.handle(handlers);
    expect(calls).toEqual(['drain']);
  });

  it('abandon what has not begun at the second one', () => {
    stop = openStopRequests(() => void calls.push('abandon'));
    signal('SIGINT', 0);
    signal('SIGINT', 2000);
    expect(calls).toEqual(['abandon']);
  });

  it('change nothing when the work is over, and end the process with its exit code alone', () => {
    const exit = jest.spyOn(process, 'exit').mockImplementation();
    stop = openStopRequests(() => void calls.push('abandon'));
    stop.handle(handlers);
    stop.close();
    signal('SIGTERM', 0);
    expect(exit).not.toHaveBeenCalled();
    process.exitCode = 0;
    try {
      signal('SIGTERM', 2000);
    } finally {
      process.exitCode = undefined;
    }
    expect(exit).toHaveBeenCalledWith();
    expect(calls).toEqual([]);
  });
});
